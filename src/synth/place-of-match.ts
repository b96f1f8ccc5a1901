/** Finds the place of a pattern in a text. */

/** Line and column of the first match, blanks before it left out; the start of the text where there is none. */
export function placeOfMatch(text: string, pattern: RegExp): { readonly line: number; readonly column: number } {
  const match = pattern.exec(text);
  const offset = match ? match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0) : 0;
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}
