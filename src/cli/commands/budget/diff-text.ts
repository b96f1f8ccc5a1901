/** Shows what a change costs on the terminal. */
import { jobHead, jobRow, monthHead, monthRows, workflowRow } from '../../../budget/diff/diff-tables.ts';
import { changeSentence, isUnchanged, limitSentences, termsSentence } from '../../../budget/diff/sentences.ts';
import type { BudgetDiff } from '../../../contract/budget-diff.ts';
import { printable } from '../../../diagnostics/index.ts';
import { renderTable } from '../models/table.ts';

/**
 * The difference as text.
 *
 * @example
 * renderDiffText(diff);
 * // +312 minutes a month (1,640 -> 1,952 of 2,000): still within
 */
export function renderDiffText(diff: BudgetDiff): string {
  const first = [changeSentence(diff), ...limitSentences(diff)].join('\n');
  const tables = isUnchanged(diff)
    ? []
    : [rows(diff), renderTable([monthHead, ...monthRows(diff)], { right: [1, 2, 3] })];
  return [first, ...tables, printable(termsSentence(diff))].filter(Boolean).join('\n\n');
}

/** Names on one line; what is longer than a terminal is wide is cut. */
const writeName = (name: string): string => printable(name.replace(/\s+/g, ' ').slice(0, 60));

function rows(diff: BudgetDiff): string {
  const lines = diff.workflows.flatMap((workflow) => [
    [...workflowRow(diff, workflow, writeName), '', ''],
    ...workflow.jobs.map((job) => {
      const [name = '', ...cells] = jobRow(diff, job, writeName);
      return [`  ${name}`, ...cells];
    }),
  ]);
  return lines.length === 0 ? '' : renderTable([['', ...jobHead.slice(1)], ...lines], { right: [1, 2, 3, 4, 5] });
}
