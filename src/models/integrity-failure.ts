/** Says that a file is not the one that was meant; such a file never loads. */
import { type Diagnostic, PipelineError, printable } from '../diagnostics/index.ts';

/** Where the expected checksum or size comes from. */
export type Witness = 'lock' | 'first-use' | 'hub';

const witnesses: Readonly<Record<Witness, string>> = {
  lock: 'the lock says',
  'first-use': 'on its first use it was',
  hub: 'the hub says',
};

/** What was found, what was expected and who says so. */
export interface Mismatch<T> {
  readonly found: T;
  readonly expected: T;
  readonly witness: Witness;
}

export const checksumMismatch = (
  id: string,
  where: string,
  { found, expected, witness }: Mismatch<string>,
): Diagnostic => ({
  severity: 'error',
  code: 'checksum-mismatch',
  message: `${id}: the SHA-256 of ${where} is ${found}, ${witnesses[witness]} ${expected}`,
  hint: adviceOn(id, witness),
});

export const sizeMismatch = (
  id: string,
  where: string,
  { found, expected, witness }: Mismatch<number>,
): Diagnostic => ({
  severity: 'error',
  code: 'size-mismatch',
  message: `${id}: ${where} has ${found} bytes, ${witnesses[witness]} ${expected}`,
  hint: adviceOn(id, witness),
});

/** A server that answers with a page instead of a file, under status 200. */
export function notGguf(id: string, where: string, start: Uint8Array): Diagnostic {
  const text = new TextDecoder('utf-8').decode(start.subarray(0, 300));
  const words = printable(text.replace(/\s+/g, ' ').trim()).slice(0, 120);
  return {
    severity: 'error',
    code: 'not-a-model',
    message: `${id}: ${where} is no GGUF file; it begins with: ${words || '(nothing)'}`,
    hint: 'a page for signing in, or of a proxy, looks like this: open the address in a browser',
  };
}

/** Exit code 1: the file is there and wrong. */
export const refused = (finding: Diagnostic): PipelineError => new PipelineError([finding], 1);

function adviceOn(id: string, witness: Witness): string {
  if (witness === 'hub') return 'the file was damaged or changed on its way: try again, or without PIPEWRIGHT_MIRROR';
  return `if the publisher has changed the file and you trust the new one, run \`pipewright models lock ${id}\``;
}
