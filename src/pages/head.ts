/** How every page starts: whose it is, what it is about, and for what. */
import { posix } from 'node:path';
import { paragraphs, prose, stack } from '../markup/markdown.ts';
import { pageMarkOf } from '../markup/page-mark.ts';
import { headerMark } from '../yaml/write.ts';
import { link } from './links.ts';
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

const markOf = (pipeline: string): string =>
  pageMarkOf(
    `${headerMark}${pipeline}. Do not edit: change that file, then run \`npx projen\` or \`npx pipewright synth\`.`,
  );
