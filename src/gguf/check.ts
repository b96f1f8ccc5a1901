/** Says what is wrong with a model file before llama.cpp sees it, which ends the whole process over some of it. */
import type { Diagnostic } from '../diagnostics/index.ts';
import { checkHyperparameters } from './check-hyperparameters.ts';
import { checkKeyTypes } from './check-key-types.ts';
import { checkTensors } from './check-tensors.ts';
import { checkTokenizer } from './check-tokenizer.ts';
import { GgufError } from './error.ts';
import type { GgufHeader } from './header.ts';
import { readGguf } from './read-file.ts';

export interface GgufCheck {
  /** Undefined when the header can't be read; `problems` says why. */
  readonly header: GgufHeader | undefined;
  /** Nothing with severity `error` among them: the file can be handed to llama.cpp. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Checks a file for all that llama.cpp needs of it: the header, sizes, the tokenizer, and that the tensors are there.
 *
 * It never throws over what is in the file, or over a file that is not there.
 *
 * @example
 * const { problems } = await checkGguf('model.gguf');
 * if (problems.some(({ severity }) => severity === 'error')) throw new PipelineError(problems, 2);
 */
export async function checkGguf(file: string): Promise<GgufCheck> {
  try {
    const { header, fileBytes } = await readGguf(file);
    return { header, problems: checkGgufHeader(header, fileBytes, file) };
  } catch (error) {
    return { header: undefined, problems: [problemOf(error, file)] };
  }
}

/** Checks a header that has been read; `fileBytes` is the size of the whole file. */
export function checkGgufHeader(header: GgufHeader, fileBytes: number, file: string): readonly Diagnostic[] {
  return [
    ...checkKeyTypes(header.metadata),
    ...checkHyperparameters(header.metadata),
    ...checkTokenizer(header.metadata),
    ...checkTensors(header, fileBytes),
  ].map(({ severity = 'error', code, message, hint }) => ({
    severity,
    code,
    message: `${file}: ${message}`,
    ...(hint === undefined ? {} : { hint }),
  }));
}

function problemOf(error: unknown, file: string): Diagnostic {
  if (error instanceof GgufError) {
    const { code, message, hint } = error;
    return { severity: 'error', code: `gguf-${code}`, message: `${file}: ${message}`, hint };
  }
  const reason = error instanceof Error ? error.message : String(error);
  return {
    severity: 'error',
    code: 'gguf-unreadable',
    message: `${file}: the file can't be read: ${reason}`,
    hint: 'name a file that is there, and that you may read',
  };
}
