/** Puts Markdown together from blocks, as many as there is room for. */

/** GitHub's limit for the summary of one step. Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
export const stepSummaryBytes = 1024 * 1024;
/** GitHub's limit for a comment is 65,536 characters; a byte is never more than one. */
export const commentBytes = 65_536;

const bytesOf = (text: string): number => Buffer.byteLength(text);

/**
 * Joins blocks with an empty line between; those that are too much are left out and counted in a last line.
 *
 * A block is kept or left out whole, so that nothing is cut in the middle of markup.
 *
 * @param maxBytes limit of the whole in UTF-8
 */
export function joinBlocks(blocks: readonly string[], maxBytes: number): string {
  const whole = join(blocks);
  if (bytesOf(whole) <= maxBytes) return whole;
  const kept: string[] = [];
  let left = maxBytes - bytesOf(join([leftOut(blocks.length)])) - 2;
  for (const block of blocks) {
    left -= bytesOf(block) + 2;
    if (left < 0) break;
    kept.push(block);
  }
  const text = join([...kept, leftOut(blocks.length - kept.length)]);
  return bytesOf(text) <= maxBytes ? text : '';
}

const join = (blocks: readonly string[]): string => `${blocks.join('\n\n')}\n`;

const leftOut = (count: number): string =>
  `_${count} more part${count === 1 ? '' : 's'} would not fit here: they are in the report's file._`;

/** A table; the cells are Markdown of one line. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** What is shown when a reader asks for it. */
export const details = (summary: string, content: string): string =>
  `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
