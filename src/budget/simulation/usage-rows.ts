/** Adds up what the jobs of a month did, by workflow and by job. */
import type { RunnerSystem } from '../../contract/billing-terms.ts';
import { type BudgetJob, type BudgetWorkflow, durationSources } from '../../contract/budget.ts';
import { type Account, drawdownOf, round } from '../bill.ts';
import { planFacts } from '../plans.ts';
import type { RunnerPrice } from '../runner-sku.ts';
import { groupBy } from './group-by.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import type { JobTemplate, Tally } from './run-template.ts';

type UsageRow = Omit<BudgetJob, 'job' | 'certain' | 'duration'>;

/** Workflows in their order, jobs in the order in which they first ran; those that never ran are left out. */
export function workflowRows(
  workflows: readonly PlannedWorkflow[],
  jobs: readonly JobTemplate[],
  account: Account,
): BudgetWorkflow[] {
  const byFile = groupBy(jobs, ({ file }) => file);
  return workflows.map(({ file, document }) => {
    const own = byFile.get(file) ?? [];
    const byJob = [...groupBy(own, ({ job }) => job)];
    const rows = byJob.map(([job, same]) => ({
      job,
      ...usageRow(same, account),
      certain: same.every((each) => each.certain),
      duration: durationOf(same),
    }));
    return { file, name: document.name ?? file, ...usageRow(own, account), jobs: rows };
  });
}

export function usageRow(jobs: readonly JobTemplate[], account: Account): UsageRow {
  const total = addTallies(jobs.flatMap(({ tallies }) => tallies));
  const restoring = jobs.filter(({ restores }) => restores);
  const [misses, hits] = [0, 1].map((index) =>
    restoring.reduce((sum, each) => sum + (each.tallies[index]?.runs ?? 0), 0),
  );
  const drawn = jobs.reduce((sum, job) => sum + minutesOf(job) * job.weight, 0);
  const restored = (hits ?? 0) + (misses ?? 0);
  const included = account.visibility === 'private' ? planFacts[account.plan].minutes : 0;
  const rawMinutes = total.seconds / 60;
  return {
    runs: total.runs,
    rawMinutes: round(rawMinutes),
    billableMinutes: total.minutes,
    roundingLoss: round(Math.max(0, total.minutes - rawMinutes)),
    bySystem: bySystem(jobs),
    drawn: round(drawn),
    share: included === 0 ? null : round(drawn / included),
    cacheHitRatio: restored === 0 ? null : round((hits ?? 0) / restored),
    cancelled: total.cutRuns,
    queuedSeconds: total.runs === 0 ? 0 : round(total.queuedSeconds / total.runs),
  };
}

/** Of jobs of one kind, that with the best source tells where the durations are from. */
function durationOf(jobs: readonly JobTemplate[]): BudgetJob['duration'] {
  const { seconds, runs } = addTallies(jobs.flatMap(({ tallies }) => tallies));
  const source = durationSources.find((each) => jobs.some(({ duration }) => duration.source === each)) ?? 'usual';
  const counts = jobs.flatMap(({ duration }) => duration.basedOnRuns ?? []);
  return {
    source,
    mean: runs === 0 ? 0 : round(seconds / runs),
    basedOnRuns: source === 'calibrated' ? Math.max(...counts) : null,
  };
}

/** Included minutes that a minute on a runner takes. */
export function weightOf(price: RunnerPrice, account: Account): number {
  if (price.kind !== 'rate' || price.rate.larger || account.visibility === 'public') return 0;
  const { weigh, unitsPerMinute } = drawdownOf(account);
  return weigh(price.rate) / unitsPerMinute(account.card);
}

export const minutesOf = ({ tallies }: JobTemplate): number => tallies[0].minutes + tallies[1].minutes;

export function bySystem(jobs: readonly JobTemplate[]): Record<RunnerSystem, number> {
  const minutes = { linux: 0, windows: 0, macos: 0 };
  for (const job of jobs) if (job.price.kind === 'rate') minutes[job.price.rate.system] += minutesOf(job);
  return minutes;
}

function addTallies(tallies: readonly Tally[]): Tally {
  const sum = { begun: 0, runs: 0, seconds: 0, minutes: 0, cutRuns: 0, cutMinutes: 0, queuedSeconds: 0 };
  for (const each of tallies) for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += each[key];
  return sum;
}
