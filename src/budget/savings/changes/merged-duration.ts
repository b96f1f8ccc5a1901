/** Says how long a merged job takes: what its members take one after the other. */
import type { DurationOrigin } from '../../../contract/budget.ts';
import { type StepsJob, stepsOfJob } from '../../../model/index.ts';
import { cacheUseOf } from '../../simulation/cache-use.ts';
import { addUp, type Estimate } from '../../simulation/estimate.ts';
import type { DurationQuestion, DurationSource, JobDuration } from '../../simulation/job-duration.ts';

export interface Merged {
  readonly file: string;
  /** The jobs as they were, in the order of their steps. */
  readonly members: readonly StepsJob[];
  /** What does all that they do. */
  readonly job: StepsJob;
}

/** The source with what it says of a merged job; of all others it says what it said. */
export const withMergedDuration = (source: DurationSource, merged: Merged): DurationSource => ({
  ...source,
  job: (question) =>
    question.file === merged.file && question.job === merged.job.id
      ? mergedDuration(source, merged, question.cacheHit)
      : source.job(question),
});

/**
 * Undefined where the steps of the merged job say it. Where somebody says how long whole jobs take, nothing is taken
 * off for what is done once now: the real one is a little shorter.
 */
function mergedDuration(source: DurationSource, { file, members }: Merged, cacheHit: boolean): JobDuration | undefined {
  const restoring = members.map(restores);
  const wholes = members.map((member, index) => wholeOf(source, file, member, cacheHit && restoring[index] === true));
  const sameCaches = restoring.every((each) => each === restoring[0]);
  if (sameCaches && wholes.every((each) => each === undefined)) return undefined;
  const estimates = members.map((member, index) => {
    return wholes[index]?.estimate ?? stepsOf(source, member, cacheHit && restoring[index] === true);
  });
  const counts = wholes.flatMap((each) => each?.basedOnRuns ?? []);
  const origin: DurationOrigin = wholes.find((each) => each !== undefined)?.source ?? 'usual';
  const basedOnRuns = origin === 'calibrated' && counts.length > 0 ? Math.min(...counts) : null;
  return { estimate: addUp(estimates), source: origin, basedOnRuns };
}

/** How long a job takes before anything is merged. */
export function durationOf(source: DurationSource, file: string, job: StepsJob, cacheHit: boolean): Estimate {
  const hit = cacheHit && restores(job);
  return wholeOf(source, file, job, hit)?.estimate ?? stepsOf(source, job, hit);
}

/** How long the merged job takes. */
export const durationOfMerged = (source: DurationSource, merged: Merged, cacheHit: boolean): Estimate =>
  mergedDuration(source, merged, cacheHit)?.estimate ?? stepsOf(source, merged.job, cacheHit);

const wholeOf = (source: DurationSource, file: string, job: StepsJob, cacheHit: boolean): JobDuration | undefined =>
  source.job({ file, job: job.id, name: job.name ?? job.id, takes: job.takes, cacheHit } satisfies DurationQuestion);

const stepsOf = (source: DurationSource, job: StepsJob, cacheHit: boolean): Estimate =>
  addUp([source.setUp, ...[...stepsOfJob(job)].map(({ step }) => source.step(cacheHit, step))]);

const restores = (job: StepsJob): boolean =>
  [...stepsOfJob(job)].some(({ step }) => cacheUseOf(step, { system: '', matrix: undefined })?.restores === true);
