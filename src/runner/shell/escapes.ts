/** Backslash escapes, as `$'…'`, `printf` and `echo -e` know them. */

const letters: Readonly<Record<string, string>> = {
  a: '\u0007',
  b: '\b',
  e: '\u001b',
  E: '\u001b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
const escapeSequence = /\\(?:x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|(0?[0-7]{1,3})|c.|([\s\S]))/g;

/**
 * The text that an escaped text stands for.
 *
 * Source: https://www.gnu.org/software/bash/manual/html_node/ANSI_002dC-Quoting.html
 *
 * @example
 * decodeEscapes('\\x72m'); // 'rm'
 */
export const decodeEscapes = (text: string): string =>
  text.replace(escapeSequence, (whole, hex, short, long, octal, other) => {
    const digits: string | undefined = hex ?? short ?? long;
    if (digits !== undefined) return character(Number.parseInt(digits, 16));
    if (octal !== undefined) return character(Number.parseInt(octal, 8));
    if (other !== undefined) return letters[other] ?? ('\\\'"?'.includes(other) ? other : whole);
    return '';
  });

const character = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
