/** Shows the budget of a month to people: the verdict first, then what each workflow and job has of it. */
import { formatCount } from '../../../budget/format-amount.ts';
import { detailLines, termLines, unitsLine } from '../../../budget/report/details.ts';
import { savingLines } from '../../../budget/report/saving-lines.ts';
import { storageFacts } from '../../../budget/report/storage-facts.ts';
import { type UsageRow, usageCells, usageColumnNames, usageColumns } from '../../../budget/report/usage-columns.ts';
import { exceededLine, trialsLine, verdictLine } from '../../../budget/report/verdict.ts';
import type { BudgetReport } from '../../../contract/budget.ts';
import { printable } from '../../../diagnostics/index.ts';
import { renderTable } from '../models/table.ts';

/**
 * The budget as text.
 *
 * @example
 * renderBudget(report);
 * // over: 2,434 of 2,000 included minutes (Linux-equivalent) in 2026-11, 434 too many: $2.60
 */
export function renderBudget(report: BudgetReport): string {
  const verdict = [verdictLine(report), exceededLine(report), trialsLine(report)];
  const stored = storageFacts(report).map(({ name, value }) => `${name.toLowerCase()}: ${value}`);
  const details = [`${formatCount(report.events)} events; ${unitsLine}`, ...detailLines(report), ...stored];
  const terms = [...termLines(report), `source: ${report.sources[0]}`];
  const parts = [lines(verdict), table(report), lines(details), lines(savings(report)), lines(terms)];
  return parts.filter(Boolean).join('\n\n');
}

const mostSavings = 5;

const savings = (report: BudgetReport): string[] =>
  savingLines(report)
    .lines.slice(0, mostSavings)
    .map(({ saved, change, note }) => `${saved === '' ? '' : `would save ${saved}: `}${change} ${note}`);

const lines = (texts: readonly (string | undefined)[]): string =>
  texts.flatMap((text) => (text === undefined ? [] : printable(text))).join('\n');

function table(report: BudgetReport): string {
  const names = usageColumnNames(report).filter((name) => name !== 'cancelled');
  const row = (title: string, usage: UsageRow): string[] => [
    printable(title),
    ...usageCells(names, usage).map((cell) => cell || '-'),
  ];
  const rows = report.workflows.flatMap(({ file, jobs, ...total }) => [
    row(file, total),
    ...jobs.map(({ job, certain, ...each }) => row(`  ${job}${certain ? '' : ' (may run)'}`, each)),
  ]);
  if (rows.length === 0) return '';
  const head = ['', ...names.map((name) => usageColumns[name].title)];
  return renderTable([head, ...rows], { right: head.map((_, index) => index).slice(1) });
}
