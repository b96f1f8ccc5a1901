/** Takes what was measured of several jobs for one. */
import type { CalibratedJob } from '../../contract/calibration.ts';
import { samplesOf } from '../simulation/estimate.ts';

/** What real runs say of a job: how many they are, and seconds. */
export type MeasuredDuration = Pick<CalibratedJob, 'runs' | 'median' | 'p90'>;

/**
 * The mixture of the durations, each counted as often as it was measured; undefined where there are none.
 *
 * The single measurements are not stored: each job is taken as log-normal around its median, as in the simulation.
 */
export function pool(jobs: readonly MeasuredDuration[]): MeasuredDuration | undefined {
  const [only, ...others] = jobs;
  if (!only || others.length === 0) return only;
  const runs = jobs.reduce((sum, each) => sum + each.runs, 0);
  const points = jobs.flatMap((job, index) => {
    const samples = thin(samplesOf(job), pointsFor(jobs.length), index);
    return samples.map((seconds) => ({ seconds, weight: job.runs / samples.length / runs }));
  });
  points.sort((one, other) => one.seconds - other.seconds);
  return { runs, median: at(points, 0.5), p90: at(points, 0.9) };
}

/** Of many jobs few points each are enough. */
const pointsFor = (jobs: number): number => Math.max(8, Math.ceil(512 / jobs));

/** Each job gives other ones of its points: by the golden ratio they lie evenly between each other. */
function thin(samples: readonly number[], count: number, turn: number): readonly number[] {
  if (samples.length <= count) return samples;
  const shift = (turn * goldenRatio) % 1;
  return Array.from(
    { length: count },
    (_, index) => samples[Math.floor(((index + shift) * samples.length) / count)] ?? 0,
  );
}

const goldenRatio = (Math.sqrt(5) - 1) / 2;

/** The first point up to which this share of the weight lies. */
function at(points: readonly { readonly seconds: number; readonly weight: number }[], share: number): number {
  let sum = 0;
  for (const { seconds, weight } of points) {
    sum += weight;
    // Thirds and the like do not add up exactly.
    if (sum >= share - 1e-9) return seconds;
  }
  return points.at(-1)?.seconds ?? 0;
}
