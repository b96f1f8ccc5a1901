/** Finds the place of a pattern, or of a setting, in a text. */

/** Line and column of the first match, blanks before it left out; the start of the text where there is none. */
export function placeOfMatch(text: string, pattern: RegExp): { readonly line: number; readonly column: number } {
  const match = pattern.exec(text);
  const offset = match ? match.index + (/^\s*/.exec(match[0])?.[0].length ?? 0) : 0;
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 };
}

/** The place where an object of a TypeScript file names a key. */
export const placeOfKey = (text: string, key: string): ReturnType<typeof placeOfMatch> =>
  placeOfMatch(text, new RegExp(`(?<![\\w$-])['"]?${escapePattern(key)}['"]?\\s*:`));

const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
