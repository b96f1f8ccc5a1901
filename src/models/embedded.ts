/** The model that comes with pipewright: a test instrument that needs no network. */
import { PipelineError } from '../diagnostics/index.ts';
import { packageFile } from './package-file.ts';

/** What `--model` and `PIPEWRIGHT_MODEL` take for it. */
export const embeddedId = 'embedded';

export const embeddedDescription =
  'A test instrument that has memorized the fixtures: it needs no network, and says nothing about any real model.';

/**
 * Its file.
 *
 * @throws PipelineError with exit code 3 when this installation has none
 */
export function embeddedModelFile(): string {
  const found = packageFile('models/embedded-q8_0.gguf');
  if (found !== undefined) return found;
  const message = 'the embedded model is not in this installation';
  const hint = 'install pipewright anew; in its own repository: run npm run train:model';
  throw new PipelineError([{ severity: 'error', code: 'no-embedded-model', message, hint }], 3);
}
