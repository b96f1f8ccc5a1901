/**
 * Text of others inside GitHub's Markdown.
 *
 * Everything but letters, digits, blanks and a few marks without meaning becomes a character reference, which Markdown takes for text and
 * never for structure: https://github.github.com/gfm/#entity-and-numeric-character-references
 * GitHub looks for mentions, issue numbers, addresses and formulas in what comes out of that, but not inside `<code>`
 * and `<pre>`: so the text of others stands there and nowhere else.
 */
import { harmless, plainLine } from '../../../markup/plain-line.ts';

const notPlain = /[^\p{L}\p{N}\p{M} ,;%?]/gu;

const asReferences = (text: string): string => text.replace(notPlain, (each) => `&#${each.codePointAt(0)};`);

/**
 * One line of somebody's text, for a paragraph, a list or a cell of a table.
 *
 * @example
 * codeSpan('<b>@all|x'); // '<code>&#60;b&#62;&#64;all&#124;x</code>'
 */
export const codeSpan = (text: string, columns = 200): string =>
  `<code>${asReferences(plainLine(text, columns)) || ' '}</code>`;

/** Many lines of somebody's text; one line in the source, as a block of HTML ends at an empty one. */
export const codeBlock = (text: string, characters = 1500): string =>
  `<pre>${asReferences(cut(text, characters))}</pre>`;

/**
 * Sentences that we wrote around somebody's words. GitHub would make links of mentions, addresses and issue numbers:
 * a blank of no width takes them apart.
 */
export const prose = (text: string, columns = 1000): string =>
  asReferences(plainLine(text, columns).replace(linkable, '$&\u200b')).replaceAll('&#8203;', '&ZeroWidthSpace;');

// @user, #1, GH-1, https://, www.example.org, user@example.org, owner/repository
const linkable = /[@#/](?=\S)|:(?=\/)|\.(?=\p{L})|(?<=gh)-(?=\d)/giu;

function cut(text: string, characters: number): string {
  const shown = harmless(text.slice(0, characters));
  return text.length > characters ? `${shown}\n… (${text.length - characters} more characters)` : shown;
}
