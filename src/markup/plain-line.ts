/** Text of others on one line of ours: cut, without what acts on its reader, and as wide as it looks. */
import { printable } from '../diagnostics/index.ts';

// Marks that have no width and change what is around them: direction, joining, variation, tags.
const invisible = /[\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const marks = /\p{M}/u;

/** Without control codes, workflow commands, direction marks and what can't be seen; lone surrogates are replaced. */
export const harmless = (text: string): string =>
  printable(text.replace(/\r\n?/g, '\n'))
    .replace(invisible, '\ufffd')
    .replace(/\p{Surrogate}/gu, '\ufffd');

/**
 * A text on one line, at most as wide as `columns`.
 *
 * @example
 * plainLine('two\nlines', 6); // 'two l…'
 */
export function plainLine(text: string, columns = 200): string {
  // More than four code units a column are never needed; a text of megabytes is not worth reading.
  const line = harmless(
    text
      .slice(0, columns * 4 + 16)
      .replace(/\s+/g, ' ')
      .trim(),
  );
  if (widthOf(line) <= columns) return line;
  let width = 0;
  let cut = '';
  for (const character of line) {
    width += widthOf(character);
    if (width > columns - 1) break;
    cut += character;
  }
  return `${cut}…`;
}

/** How many columns of a terminal a text takes. Source: Unicode's East Asian Width, the wide blocks */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += marks.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return width;
}

export const padEnd = (text: string, columns: number): string =>
  text + ' '.repeat(Math.max(0, columns - widthOf(text)));
export const padStart = (text: string, columns: number): string =>
  ' '.repeat(Math.max(0, columns - widthOf(text))) + text;

/** Breaks a text into lines at its blanks; words that are too long are cut. */
export function wrapLines(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of plainLine(text, 2000).split(' ')) {
    const fitting = plainLine(word, columns);
    if (line !== '' && widthOf(line) + 1 + widthOf(fitting) > columns) {
      lines.push(line);
      line = fitting;
    } else {
      line = line === '' ? fitting : `${line} ${fitting}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}
