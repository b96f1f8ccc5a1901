/** Shows what a change costs as Markdown for a comment on its pull request. */
import type { BudgetDiff } from '../../contract/budget-diff.ts';
import { bullets, clip, code, escapeText, folded, stack, table } from '../../markup/markdown.ts';
import { formatCount } from '../format-amount.ts';
import { jobHead, jobRow, monthHead, monthRows, workflowHead, workflowRow } from './diff-tables.ts';
import { isExceeded } from './limit.ts';
import { changeSentence, isUnchanged, limitSentences, termsSentence } from './sentences.ts';

export interface RenderDiffOptions {
  /** Of UTF-8; rows that do not fit are left out, and that is said. @default 60,000, less than a comment may have */
  readonly maxBytes?: number;
}

const usualBytes = 60_000;
/** How many rows of each table are tried, until the whole fits. */
const rowCounts = [400, 100, 30, 10, 3, 0];
const mostOpenRows = 10;
const mostFindings = 10;

/**
 * The difference as Markdown: the sentence first, the workflows in a table, the rest folded.
 *
 * What authors wrote (names, messages) can't act as markup.
 *
 * @example
 * renderDiff(diff); // **+312 minutes a month (1,640 -> 1,952 of 2,000): still within** …
 */
export function renderDiff(diff: BudgetDiff, { maxBytes = usualBytes }: RenderDiffOptions = {}): string {
  const texts = rowCounts.map((rows) => `${renderRows(diff, rows)}\n`);
  return texts.find((text) => Buffer.byteLength(text) <= maxBytes) ?? texts.at(-1) ?? '';
}

function renderRows(diff: BudgetDiff, most: number): string {
  const sentence = changeSentence(diff);
  const limits = bullets(limitSentences(diff));
  if (isUnchanged(diff)) return stack(sentence, isExceeded(diff.limit) ? limits : '', notes(diff));
  return stack(
    `**${sentence}**`,
    limits,
    workflowTable(diff, most),
    notes(diff),
    jobTables(diff, most),
    folded('The whole month', stack(table(monthHead, monthRows(diff)), escapeText(sentenceCase(termsSentence(diff))))),
  );
}

const sentenceCase = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const writeName = (name: string): string => code(clip(name));

/** The first rows can be seen at once. */
function workflowTable(diff: BudgetDiff, most: number): string {
  const rows = diff.workflows.slice(0, most).map((row) => workflowRow(diff, row, writeName));
  if (rows.length === 0) return leftOut(diff.workflows.length, 'workflow');
  const [open, rest] = [rows.slice(0, mostOpenRows), rows.slice(mostOpenRows)];
  return stack(
    table(workflowHead, open),
    rest.length === 0 ? '' : folded(`${formatCount(rest.length)} more`, table(workflowHead, rest)),
    leftOut(diff.workflows.length - rows.length, 'workflow'),
  );
}

function jobTables(diff: BudgetDiff, most: number): string {
  const jobs = diff.workflows.flatMap((workflow) => workflow.jobs.map((job) => ({ file: workflow.file, job })));
  if (jobs.length === 0) return '';
  const rows = jobs.slice(0, most).map(({ file, job }) => [writeName(file), ...jobRow(diff, job, writeName)]);
  const body = rows.length === 0 ? '' : table(['workflow', ...jobHead], rows);
  return folded('By job', stack(body, leftOut(jobs.length - rows.length, 'job')));
}

const leftOut = (count: number, noun: string): string =>
  count <= 0 ? '' : `${formatCount(count)} more ${noun}${count === 1 ? ' has' : 's have'} changed.`;

/** What makes the comparison worse, where it is seen without unfolding. */
function notes({ findings }: BudgetDiff): string {
  const shown = findings.slice(0, mostFindings).map(({ severity, message, source }) => {
    const at = source ? ` (${code(clip(`${source.file}:${source.line}`))})` : '';
    return `${severity}: ${escapeText(clip(message, 300))}${at}`;
  });
  const rest = findings.length - shown.length;
  return shown.length === 0 ? '' : bullets([...shown, ...(rest > 0 ? [`and ${rest} more`] : [])]);
}
