/** Fits durations from real runs: for each job and step how often it was measured, its median and its 90th percentile. */
import type { CalibratedJob, Calibration } from '../../contract/calibration.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { groupBy } from '../simulation/group-by.ts';
import { listed, type MeasuredJob, type MeasuredStep } from './measured-jobs.ts';
import { percentile } from './percentile.ts';

/**
 * The calibration that jobs give, in an order that does not depend on theirs; undefined when there are none.
 *
 * @param repository `owner/name`; null where nobody says it
 * @example
 * fitCalibration([{ workflow: 'ci.yml', name: 'test', startedAt, seconds: 90, steps: [] }], null)?.jobs[0]?.median; // 90
 */
export function fitCalibration(jobs: readonly MeasuredJob[], repository: string | null): Calibration | undefined {
  if (jobs.length === 0) return undefined;
  const same = groupBy(jobs, ({ workflow, name }) => JSON.stringify([workflow, name]));
  const times = jobs.map(({ startedAt }) => startedAt);
  return {
    version: 1,
    repository,
    from: instantOf(times.reduce((first, each) => Math.min(first, each))),
    to: instantOf(times.reduce((last, each) => Math.max(last, each))),
    jobs: [...same.values()].map(fitJob).sort(byName),
  };
}

const instantOf = (time: number): string => `${new Date(time).toISOString().slice(0, 19)}Z`;

function fitJob(same: readonly MeasuredJob[]): CalibratedJob {
  const { workflow = '', name = '' } = same[0] ?? {};
  return { workflow, job: name, ...statisticsOf(same), steps: fitSteps(same) };
}

/** Steps of one job may have the same name: the second of them is another step. */
function fitSteps(jobs: readonly MeasuredJob[]): CalibratedJob['steps'] {
  const all = jobs.flatMap(({ steps }) => {
    const seen = new Map<string, number>();
    return steps.map((step) => {
      const before = seen.get(step.name) ?? 0;
      seen.set(step.name, before + 1);
      return { ...step, key: JSON.stringify([step.name, before]) };
    });
  });
  const same = [...groupBy(all, ({ key }) => key).values()];
  return same.sort(byPosition).map((each) => ({ name: each[0]?.name ?? '', ...statisticsOf(each) }));
}

const byPosition = (one: readonly MeasuredStep[], other: readonly MeasuredStep[]): number =>
  firstNumber(one) - firstNumber(other) || compareText(one[0]?.name ?? '', other[0]?.name ?? '');

const firstNumber = (steps: readonly MeasuredStep[]): number =>
  steps.reduce((first, { number }) => Math.min(first, number), Number.POSITIVE_INFINITY);

const byName = (one: CalibratedJob, other: CalibratedJob): number =>
  compareText(one.workflow, other.workflow) || compareText(one.job, other.job);

/** The same order in every locale. */
export const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function statisticsOf(measured: readonly { readonly seconds: number }[]) {
  const sorted = measured.map(({ seconds }) => seconds).sort((one, other) => one - other);
  return { runs: sorted.length, median: tenths(percentile(sorted, 0.5)), p90: tenths(percentile(sorted, 0.9)) };
}

/** GitHub gives whole seconds. */
const tenths = (seconds: number): number => Math.round(seconds * 10) / 10;

/** From so many runs on a duration is believed without a word. */
const enoughRuns = 3;

/** Says which jobs rest on few runs. */
export function fewRuns({ jobs }: Calibration): Diagnostic[] {
  const few = jobs.filter(({ runs }) => runs < enoughRuns);
  if (few.length === 0) return [];
  const rest = few.length === 1 ? '1 job rests' : `${few.length} jobs rest`;
  const names = listed(few.map(({ workflow, job }) => `${workflow}/${job}`));
  const message = `${rest} on fewer than ${enoughRuns} runs that succeeded: ${names}`;
  const hint = 'they are stored all the same; calibrate again when there are more runs';
  return [{ severity: 'warning', code: 'few-runs', message, hint }];
}
