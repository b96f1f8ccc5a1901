/** Writes a word for a shell, for commands to copy. */

/** In quotes where it needs them. @example shellWord('a b'); // 'a b' */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
