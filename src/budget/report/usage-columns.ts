/** What is told of each workflow and each job in a table. */
import type { BudgetJob, BudgetReport } from '../../contract/budget.ts';
import { formatCount, formatMinutes, formatShare } from '../format-amount.ts';
import { formatSeconds } from './format-time.ts';

export type UsageRow = Omit<BudgetJob, 'job' | 'certain' | 'duration'>;

interface UsageColumn {
  readonly title: string;
  /** Empty where there is nothing to tell. */
  readonly cell: (row: UsageRow) => string;
}

const countOrNothing = (count: number): string => (count === 0 ? '' : formatCount(count));

/** Minutes where nothing else is said. */
export const usageColumns = {
  runs: { title: 'runs', cell: ({ runs }) => formatCount(runs) },
  raw: { title: 'raw', cell: ({ rawMinutes }) => formatMinutes(rawMinutes) },
  billable: { title: 'billable', cell: ({ billableMinutes }) => formatCount(billableMinutes) },
  rounding: { title: 'rounding', cell: ({ roundingLoss }) => formatMinutes(roundingLoss) },
  linux: { title: 'Linux', cell: ({ bySystem }) => countOrNothing(bySystem.linux) },
  windows: { title: 'Windows', cell: ({ bySystem }) => countOrNothing(bySystem.windows) },
  macos: { title: 'macOS', cell: ({ bySystem }) => countOrNothing(bySystem.macos) },
  share: { title: 'quota', cell: ({ share }) => (share === null ? '' : formatShare(share)) },
  cacheHits: { title: 'cache hits', cell: ({ cacheHitRatio: hits }) => (hits === null ? '' : formatShare(hits)) },
  cancelled: { title: 'cancelled', cell: ({ cancelled }) => countOrNothing(cancelled) },
  wait: { title: 'wait', cell: ({ queuedSeconds: wait }) => (wait < 0.5 ? '' : formatSeconds(wait)) },
} as const satisfies Record<string, UsageColumn>;

export type UsageColumnName = keyof typeof usageColumns;

/** Those that mean something for the report, in their order. */
export const usageColumnNames = ({ quota }: BudgetReport): UsageColumnName[] =>
  (Object.keys(usageColumns) as UsageColumnName[]).filter((name) => name !== 'share' || quota.included > 0);

export const usageCells = (names: readonly UsageColumnName[], row: UsageRow): string[] =>
  names.map((name) => usageColumns[name].cell(row));
