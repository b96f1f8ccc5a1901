/** Text of others as a label of a mermaid picture. */
import { oneLine } from './markdown.ts';

/**
 * A label that stays one: what could end it, or format it, is written by number.
 *
 * Source: https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escapeText-characters
 */
export function mermaidLabel(text: string): string {
  const safe = oneLine(text).replace(/[!-~]/g, (mark) => (/[A-Za-z0-9 ,()/.?-]/.test(mark) ? mark : numbered(mark)));
  // A label that starts as a list would become one.
  return `"${safe.replace(/^(\d*)([.)-])/, (_, digits: string, mark: string) => `${digits}${numbered(mark)}`)}"`;
}

const numbered = (character: string): string => `#${character.codePointAt(0)};`;
