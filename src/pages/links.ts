/** Links from a page to other files of the repository. */
import { posix } from 'node:path';
import { escapeText } from '../markup/markdown.ts';

/**
 * A link that works wherever the repository is looked at.
 *
 * @param from the path of the page, from the root
 * @param to the path of the file, from the root
 */
export const link = (text: string, from: string, to: string): string => `[${escapeText(text)}](${hrefTo(from, to)})`;

function hrefTo(from: string, to: string): string {
  const path = posix.relative(`/${posix.dirname(from)}`, `/${to}`);
  return path.split('/').map(encodeSegment).join('/');
}

/** The marks that the first function lets through end a link, or mean something in it. */
const encodeSegment = (segment: string): string =>
  encodeURIComponent(segment).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
