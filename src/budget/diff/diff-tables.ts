/** Lays a difference out in rows, for Markdown and for the terminal. */
import type { AmountChange, BudgetDiff, JobChange, WorkflowChange } from '../../contract/budget-diff.ts';
import { formatCount, formatDollars, formatMinutes } from '../format-amount.ts';
import { formatBoth, formatSigned, formatSignedDollars } from './signed-amount.ts';

/** How the names of authors are written. */
export type WriteName = (name: string) => string;

export const workflowHead = ['workflow', 'runs', 'minutes', 'change'] as const;
export const jobHead = ['job', 'runs', 'minutes', 'change', 'a run', 'cache hits'] as const;
export const monthHead = ['', 'before', 'after', 'change'] as const;

/** A workflow, with what it has more of the minutes that count. */
export function workflowRow(diff: BudgetDiff, row: WorkflowChange, write: WriteName): string[] {
  const minutes = countedOf(diff, row);
  const name = `${write(row.file)}${renamedFrom(row, write) || markOf(row)}`;
  return [name, formatBoth(row.runs, formatCount), formatBoth(minutes), formatSigned(minutes.change)];
}

function renamedFrom({ file, was }: WorkflowChange, write: WriteName): string {
  if (was === null) return '';
  return was.file === file ? ` (its name was ${write(was.name)})` : ` (was ${write(was.file)})`;
}

export function jobRow(diff: BudgetDiff, row: JobChange, write: WriteName): string[] {
  const minutes = countedOf(diff, row);
  const name = `${write(row.job)}${row.was === null ? markOf(row) : ` (was ${write(row.was)})`}`;
  return [
    name,
    formatBoth(row.runs, formatCount),
    formatBoth(minutes),
    formatSigned(minutes.change),
    formatBoth(existing(row), formatSeconds),
    formatRatios(row.cacheHitRatio),
  ];
}

/** The figures of the whole month. */
export function monthRows(diff: BudgetDiff): string[][] {
  const { counted, usd, chanceToExceed, billableMinutes, mostMinutes, minutes } = diff;
  const quota = [
    row('minutes of the quota', minutes),
    row('in nine of ten months at most', mostMinutes),
    row('chance to exceed the quota', chanceToExceed, formatPercent),
  ];
  return [
    ...(counted === 'quota' ? quota : []),
    row('billed minutes', billableMinutes),
    row('runs of jobs', diff.runs, formatCount),
    [...row('bill', usd, formatDollars).slice(0, 3), formatSignedDollars(usd.change)],
    row('artifacts, GB-months', diff.artifacts, formatGb),
    row('caches, GB-months', diff.caches, formatGb),
  ];
}

const row = (title: string, { before, after, change }: AmountChange, format = formatMinutes): string[] => [
  title,
  format(before),
  format(after),
  formatSigned(change, format),
];

const formatSeconds = (seconds: number): string => `${formatCount(seconds)} s`;
const formatPercent = (share: number): string => `${formatMinutes(share * 100)} %`;
const formatGb = (gb: number): string => gb.toFixed(3).replace(/\.?0+$/, '');

const markOf = ({ kind }: JobChange | WorkflowChange): string =>
  kind === 'added' ? ' (new)' : kind === 'removed' ? ' (removed)' : '';

const countedOf = ({ counted }: BudgetDiff, row: JobChange | WorkflowChange): AmountChange =>
  counted === 'quota' ? row.drawn : row.billableMinutes;

/** What is not there takes no time that could be compared. */
function existing({ kind, meanSeconds: { before, after } }: JobChange): { before: number; after: number } {
  if (kind === 'added') return { before: after, after };
  return kind === 'removed' ? { before, after: before } : { before, after };
}

function formatRatios({ before, after }: JobChange['cacheHitRatio']): string {
  const [old, current] = [before, after].map((ratio) => (ratio === null ? '-' : `${formatCount(ratio * 100)} %`));
  return old === current || old === '-' ? `${current}` : `${old} -> ${current}`;
}
