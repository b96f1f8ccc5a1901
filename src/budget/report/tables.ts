/** The tables of a report. */
import type { BudgetReport, BudgetWorkflow, DurationOrigin } from '../../contract/budget.ts';
import { formatCount } from '../format-amount.ts';
import { formatSeconds } from './format-time.ts';
import { makeTable, numberColumns, type ReportTable } from './report-table.ts';
import { usageCells, usageColumnNames, usageColumns } from './usage-columns.ts';

/** Rows of a table; the rest is in the JSON. */
const most = { workflows: 200, jobs: 60, streams: 50 } as const;

/** The dearest first: by what they draw from the quota, else by their minutes. */
export const workflowsByCost = ({ workflows }: BudgetReport): BudgetWorkflow[] => workflows.toSorted(dearestFirst);

interface Cost {
  readonly drawn: number;
  readonly billableMinutes: number;
}
const dearestFirst = (a: Cost, b: Cost): number => b.drawn - a.drawn || b.billableMinutes - a.billableMinutes;

export function workflowTable(report: BudgetReport): ReportTable {
  const names = usageColumnNames(report);
  const columns = numberColumns(names.map((name) => usageColumns[name].title));
  const rows = workflowsByCost(report).map(({ file, ...usage }) => [file, ...usageCells(names, usage)]);
  return makeTable([{ title: 'workflow', kind: 'name' }, ...columns], rows, most.workflows);
}

const durationWords: Readonly<Record<DurationOrigin, (runs: number | null) => string>> = {
  settings: () => 'settings',
  calibrated: (runs) => `${formatCount(runs ?? 0)} real runs`,
  declared: () => 'pipeline',
  usual: () => 'usual for its steps',
};

export function jobTable(report: BudgetReport, { jobs }: BudgetWorkflow): ReportTable {
  const names = usageColumnNames(report);
  const columns = numberColumns([...names.map((name) => usageColumns[name].title), 'one takes']);
  const rows = jobs
    .toSorted(dearestFirst)
    .map(({ job, certain, duration, ...usage }) => [
      ...[job, ...usageCells(names, usage), formatSeconds(duration.mean)],
      ...[durationWords[duration.source](duration.basedOnRuns), certain ? '' : 'may run'],
    ]);
  const words = ['told by', 'certain'].map((title) => ({ title, kind: 'text' as const }));
  return makeTable([{ title: 'job', kind: 'name' }, ...columns, ...words], rows, most.jobs);
}

/** Events of a title and a workflow are told together. */
export function trafficTable({ traffic }: BudgetReport): ReportTable {
  const sums = new Map<string, { title: string; workflow: string; events: number }>();
  for (const { title, workflow, events } of traffic.streams) {
    const key = JSON.stringify([title, workflow]);
    const before = sums.get(key)?.events ?? 0;
    sums.set(key, { title, workflow: workflow ?? '', events: before + events });
  }
  const rows = [...sums.values()].toSorted((a, b) => b.events - a.events);
  return makeTable(
    [{ title: 'event', kind: 'name' }, { title: 'workflow', kind: 'name' }, ...numberColumns(['a month'])],
    rows.map(({ title, workflow, events }) => [title, workflow, formatCount(events)]),
    most.streams,
  );
}
