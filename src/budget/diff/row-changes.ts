/** Says of each workflow and each job what it costs more or less. */
import type { BudgetJob, BudgetReport, BudgetWorkflow } from '../../contract/budget.ts';
import type { AmountChange, ChangeKind, JobChange, WorkflowChange } from '../../contract/budget-diff.ts';
import { round } from '../bill.ts';
import { matchRows, type RowPair } from './match-rows.ts';

type Row = Omit<BudgetJob, 'job' | 'certain' | 'duration'>;

/** What both sides have; without binary fractions, and never a negative zero. */
export const changeOf = (before: number, after: number): AmountChange => ({
  before,
  after,
  change: round(after - before) + 0,
});

/** The workflows that have changed, the one that costs most more first; ties by name, the same on every machine. */
export function workflowChanges(base: BudgetReport, head: BudgetReport): WorkflowChange[] {
  const pairs = matchRows(base.workflows, head.workflows, {
    nameOf: ({ file }) => file,
    contentOf: (row) =>
      contentOf(
        row,
        row.jobs.map((each) => [each.job, contentOf(each, each.duration.mean)]),
      ),
  });
  return pairs.flatMap(toWorkflowChange).sort((left, right) => byCost(left, right) || byText(left.file, right.file));
}

function toWorkflowChange(pair: RowPair<BudgetWorkflow>): WorkflowChange[] {
  const { before, after, renamed } = pair;
  const { file = '', name = '' } = after ?? before ?? {};
  const jobs = jobChanges(before?.jobs ?? [], after?.jobs ?? []);
  const isRenamed = renamed || (before !== undefined && after !== undefined && before.name !== after.name);
  const costs = rowChange(before, after);
  const kind = kindOf(pair, isRenamed, jobs.length > 0 || isOther(before, after));
  if (kind === undefined) return [];
  const was = before && isRenamed ? { file: before.file, name: before.name } : null;
  return [{ file, name, was, kind, ...costs, jobs }];
}

function jobChanges(before: readonly BudgetJob[], after: readonly BudgetJob[]): JobChange[] {
  const pairs = matchRows(before, after, {
    nameOf: ({ job }) => job,
    contentOf: (row) => contentOf(row, row.duration.mean),
  });
  return pairs.flatMap(toJobChange).sort((left, right) => byCost(left, right) || byText(left.job, right.job));
}

function toJobChange(pair: RowPair<BudgetJob>): JobChange[] {
  const { before, after, renamed } = pair;
  const meanSeconds = changeOf(before?.duration.mean ?? 0, after?.duration.mean ?? 0);
  const kind = kindOf(pair, renamed, isOther(before, after) || meanSeconds.change !== 0);
  if (kind === undefined) return [];
  const was = before && renamed ? before.job : null;
  return [{ job: (after ?? before)?.job ?? '', was, kind, ...rowChange(before, after), meanSeconds }];
}

/** Undefined where nothing has changed. */
function kindOf({ before, after }: RowPair<unknown>, isRenamed: boolean, isChanged: boolean): ChangeKind | undefined {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  if (isRenamed) return 'renamed';
  return isChanged ? 'changed' : undefined;
}

const rowChange = (before: Row | undefined, after: Row | undefined) => ({
  runs: changeOf(before?.runs ?? 0, after?.runs ?? 0),
  rawMinutes: changeOf(before?.rawMinutes ?? 0, after?.rawMinutes ?? 0),
  billableMinutes: changeOf(before?.billableMinutes ?? 0, after?.billableMinutes ?? 0),
  drawn: changeOf(before?.drawn ?? 0, after?.drawn ?? 0),
  cacheHitRatio: { before: before?.cacheHitRatio ?? null, after: after?.cacheHitRatio ?? null },
});

/** What a row is judged by; how long it waits depends on all the others, and costs nothing. */
const costs = ['runs', 'rawMinutes', 'billableMinutes', 'drawn', 'cacheHitRatio'] as const satisfies (keyof Row)[];

const isOther = (before: Row | undefined, after: Row | undefined): boolean =>
  costs.some((cost) => before?.[cost] !== after?.[cost]);

/** What a row costs, as text; undefined where it never ran: all such rows are alike. */
function contentOf(row: Row, more: unknown): string | undefined {
  const { linux, windows, macos } = row.bySystem;
  return row.runs === 0 ? undefined : JSON.stringify([costs.map((cost) => row[cost]), linux, windows, macos, more]);
}

type Cost = Pick<JobChange, 'drawn' | 'billableMinutes'>;

const byCost = (left: Cost, right: Cost): number =>
  right.drawn.change - left.drawn.change || right.billableMinutes.change - left.billableMinutes.change;

export const byText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
