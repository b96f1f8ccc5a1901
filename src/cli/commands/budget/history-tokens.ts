/** Takes the output of git apart at NUL characters, as it comes. */

/** A message is cut there; no path is as long. */
const longest = 65_536;

export interface Tokens {
  write(chunk: Buffer): void;
  /** Whether nothing is left after the last NUL. */
  isDone(): boolean;
}

/** @param accept gets each token, of a long one only the beginning */
export function openTokens(accept: (token: string) => void): Tokens {
  let begun: Buffer[] = [];
  let size = 0;
  const keep = (part: Buffer): void => {
    if (size < longest) begun.push(part.subarray(0, longest - size));
    size += part.length;
  };
  const finish = (part: Buffer): void => {
    keep(part);
    accept(Buffer.concat(begun).toString('utf8'));
    begun = [];
    size = 0;
  };
  return {
    write(chunk) {
      let from = 0;
      for (let to = chunk.indexOf(0); to !== -1; to = chunk.indexOf(0, from)) {
        finish(chunk.subarray(from, to));
        from = to + 1;
      }
      if (from < chunk.length) keep(chunk.subarray(from));
    },
    isDone: () => size === 0,
  };
}
