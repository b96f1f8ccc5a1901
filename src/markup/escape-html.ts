/** Text of others inside HTML: in an element, or in an attribute with double quotes. */
import { harmless } from './plain-line.ts';

const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Escapes a text, and cuts it first where it is longer than `characters`.
 *
 * @example
 * escapeHtml('<b onclick="x">'); // '&lt;b onclick=&quot;x&quot;&gt;'
 */
export function escapeHtml(text: string, characters = 4000): string {
  const shown = text.length > characters ? `${text.slice(0, characters)}…` : text;
  return harmless(shown)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (each) => references[each] ?? each);
}
