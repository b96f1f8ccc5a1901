/** Writes the text of authors into Markdown so that it stays text: in its cell, without tags, links or formatting. */

// Line ends, control characters, marks that turn the direction of text, and halves of characters.
const unprintable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are the ones that must not be there
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/gu;

/** Any text on one line. */
export const oneLine = (text: string): string => String(text).replace(unprintable, ' ').replace(/\s+/g, ' ').trim();

/**
 * Text of an author, shown as it is.
 *
 * @example
 * escapeText('a|b <i> *c*'); // a&#124;b &lt;i&gt; \*c\*
 */
export const escapeText = (text: string): string => escapeStart(escapePart(oneLine(text)));

/** An empty comment, which shows nothing and ends what GitHub would take for a name or an address. */
const gap = '<!-- -->';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;' };

function escapePart(text: string): string {
  return (
    text
      .replace(/[\\`*[\]~]/g, '\\$&')
      .replace(/[&<>|]/g, (character) => entities[character] ?? '')
      // Two of them make a formula.
      .replaceAll('$', '<span>$</span>')
      .replace(/_+/g, escapeUnderscores)
      .replaceAll('@', `@${gap}`)
      .replaceAll('://', `:${gap}//`)
      .replace(/www(?=\.)/gi, `$&${gap}`)
  );
}

/** Inside a word they format nothing, and names are full of them. */
function escapeUnderscores(run: string, at: number, text: string): string {
  const inside = /[A-Za-z0-9]/.test(text[at - 1] ?? '') && /[A-Za-z0-9]/.test(text[at + run.length] ?? '');
  return inside ? run : run.replaceAll('_', '\\_');
}

/** What starts a heading or a list where it starts a line. */
const escapeStart = (text: string): string => text.replace(/^(?:(\d+)(?=[.)](?:\s|$))|(?=[#+=-]))/, '$1\\');

/**
 * Text as code, on one line.
 *
 * @example
 * code('npm test'); // `npm test`
 */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === '') return '';
  const fence = '`'.repeat(longestRun(line) + 1);
  const padding = /^`|`$/.test(line) ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

const longestRun = (text: string): number => Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));

/** A sentence of an author, in which backticks mark code, as they do in comments. */
export function prose(text: string): string {
  const parts = oneLine(text).split(/`([^`]+)`/);
  return escapeStart(parts.map((part, index) => (index % 2 === 1 ? code(part) : escapePart(part))).join(''));
}

/** The paragraphs of an author. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map(prose)
    .filter((each) => each !== '')
    .join('\n\n');

/** Several texts as code: `a`, `b`. */
export const codes = (texts: readonly string[]): string => texts.map(code).join(', ');

/** Words in a row: "a, b and c". */
export const inWords = (words: readonly string[], last = 'and'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

/** A long text, cut. */
export const clip = (text: string, length = 80): string =>
  [...text].length > length ? `${[...text].slice(0, length - 1).join('')}…` : text;

/** Several lines of an input, each as code in a line of its own. */
export const codeLines = (text: string): string =>
  text
    .split('\n')
    .map(code)
    .filter((each) => each !== '')
    .join('<br>');

/**
 * A table of finished texts; a column that is empty in every row is left out.
 *
 * @param right columns of numbers, which end at the right
 */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
): string {
  const filled = head.map((_, column) => rows.some((row) => (row[column] ?? '') !== ''));
  const line = (cells: readonly string[]): string => `| ${cells.filter((_, column) => filled[column]).join(' | ')} |`;
  const rule = head.map((_, column) => (right.includes(column) ? '---:' : '---'));
  return [line(head), line(rule), ...rows.map((row) => line(row.map(cell)))].join('\n');
}

/** A finished text in a table: a pipe would end the cell, in code too, where only a tag lets an entity stand for it. */
export const cell = (markdown: string): string =>
  markdown.replace(/\\.|(`+)( ?)(.+?)\2\1(?!`)/g, (whole, _fence, _padding, inside: string | undefined) =>
    inside?.includes('|') ? `<code>${byNumbers(inside)}</code>` : whole,
  );

/** The marks of a text as entities; GitHub makes links and names of what they stand for. */
const byNumbers = (text: string): string =>
  text
    .replace(/[!#$%&*+:;<>?@[\\\]^_`|~]/g, (mark) => `&#${mark.codePointAt(0)};${/[@:]/.test(mark) ? gap : ''}`)
    .replace(/www(?=\.)/gi, `$&${gap}`);

/** A block of code that nothing in it can end. */
export function block(language: string, text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const lines = text.replace(/\n+$/, '').split('\n');
  return [`${fence}${language}`, ...lines.map((line) => line.replace(unprintable, ' ')), fence].join('\n');
}

export const bullets = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n');

/** What is there for those who look closer. */
export const folded = (summary: string, body: string): string =>
  `<details>\n<summary>${summary}</summary>\n\n${body}\n\n</details>`;

/** The parts that have something to say, with an empty line between them. */
export const stack = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n\n');

/** A heading with what stands below it; nothing when nothing does. */
export const section = (heading: string, ...parts: readonly (string | undefined)[]): string => {
  const body = stack(...parts);
  return body === '' ? '' : `${heading}\n\n${body}`;
};
