/** The error of reading a GGUF file: what is wrong, at which byte, and what to do about it. */

export type GgufTrouble =
  /** It is another kind of file. */
  | 'not-gguf'
  /** The file ends before its header does. */
  | 'truncated'
  /** A count, a length or a type that no sound file has. */
  | 'malformed'
  /** Sound, as far as one can see, but of a kind that is not read here. */
  | 'unsupported';

/**
 * A header that can't be read.
 *
 * @example
 * throw new GgufError('truncated', 'the header ends in the middle of a string', 4096, 'download the file again');
 */
export class GgufError extends Error {
  readonly code: GgufTrouble;
  /** Bytes from the beginning of the file. */
  readonly offset: number;
  readonly hint: string | undefined;

  constructor(code: GgufTrouble, message: string, offset: number, hint?: string) {
    super(`${message} (at byte ${offset})`);
    this.name = 'GgufError';
    this.code = code;
    this.offset = offset;
    this.hint = hint;
  }
}
