/** Says how long a job takes: as a whole where somebody says it, else step by step. */
import type { DurationOrigin } from '../../contract/budget.ts';
import { type Job, type Step, stepsOfJob, type Takes } from '../../model/index.ts';
import type { InstancePlan } from '../../plan/workflow-plan.ts';
import { addUp, cutAt, type Estimate } from './estimate.ts';

export interface DurationQuestion {
  readonly file: string;
  readonly job: string;
  /** As GitHub shows the job. */
  readonly name: string;
  /** What the pipeline says of the whole job. */
  readonly takes: Takes | undefined;
  readonly cacheHit: boolean;
}

/** How long a job takes, and who says it. */
export interface JobDuration {
  readonly estimate: Estimate;
  readonly source: DurationOrigin;
  /** The runs that a calibration rests on. */
  readonly basedOnRuns: number | null;
}

export interface DurationSource {
  /** The whole job, where somebody says it. */
  job(question: DurationQuestion): JobDuration | undefined;
  step(cacheHit: boolean, step: Step): Estimate;
  readonly setUp: Estimate;
}

export interface DurationRequest {
  /** Of the workflow, `ci.yml`. */
  readonly file: string;
  /** With the job that calls it before a slash. */
  readonly id: string;
  readonly job: Job | undefined;
  /** Those that run. */
  readonly steps: readonly Step[];
  readonly instance: InstancePlan;
  readonly cacheHit: boolean;
}

/** How long a job may take at most, if it says nothing: six hours. */
const longestMinutes = 360;

/** How long a job takes; at most as long as its timeout. */
export function jobDuration(
  durations: DurationSource,
  { file, id, job, steps, instance: { name, timeoutMinutes }, cacheHit }: DurationRequest,
): JobDuration {
  const takes = job?.kind === 'job' ? job.takes : undefined;
  const longest = (timeoutMinutes ?? longestMinutes) * 60;
  const whole = durations.job({ file, job: id, name, takes, cacheHit });
  if (whole) return { ...whole, estimate: cutAt(whole.estimate, longest) };
  const scripts = steps.filter((step) => step.kind === 'run');
  const isDeclared = scripts.length > 0 && scripts.every((step) => step.takes !== undefined);
  const estimate = addUp([durations.setUp, ...steps.map((step) => durations.step(cacheHit, step))]);
  return { estimate: cutAt(estimate, longest), source: isDeclared ? 'declared' : 'usual', basedOnRuns: null };
}

/** The steps of a job without those that a plan knows not to run. */
export function stepsThatRun(job: Job | undefined, { steps }: InstancePlan): Step[] {
  if (job?.kind !== 'job') return [];
  const idle = new Set(steps.filter(({ runs }) => runs === 'no').map(({ index }) => index));
  return [...stepsOfJob(job)].flatMap(({ step }, index) => (idle.has(index) ? [] : [step]));
}
