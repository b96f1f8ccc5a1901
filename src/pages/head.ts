/** How every page starts: whose it is, what it is about, and for what. */
import { posix } from 'node:path';
import { headerMark } from '../yaml/write.ts';
import { link } from './links.ts';
import { paragraphs, prose, stack } from './markdown.ts';
import { named } from './names.ts';
import type { Paged } from './page.ts';

/** What the first line of every page starts with; a file without it is never touched. */
export const pageMark = `<!-- ${headerMark}`;

export function pageHead(source: Paged): string {
  const { document, path, pipeline, page } = source;
  const files = `${link(path, page, path)}, written from ${link(pipeline, page, pipeline)}`;
  const { doc = '', description = '' } = document;
  return stack(
    markOf(pipeline),
    `# ${named(document.name ?? posix.basename(path))}`,
    files,
    prose(description),
    paragraphs(doc),
  );
}

/** A comment ends at the first mark that ends one, wherever it stands. */
const markOf = (pipeline: string): string =>
  `${pageMark}${pipeline.replaceAll('>', '&gt;')}. Do not edit: change that file, then run \`npx projen\` or \`npx pipewright synth\`. -->`;
