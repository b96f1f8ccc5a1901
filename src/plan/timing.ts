/** Says how long a run takes: its critical path, and the wait for a free runner. */
import type { RunnerLimits } from './runner-limits.ts';
import { type Takes, type TimedJob, timedJobs } from './timed-jobs.ts';
import type { JobPlan } from './workflow-plan.ts';

/** When a job runs, in seconds from the start of the run. */
export interface JobTime {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** How long it could have run and waited for a runner. */
  readonly queued: number;
}

export interface RunTiming {
  /** From the event to the end of the last job, in seconds. */
  readonly seconds: number;
  readonly jobs: readonly JobTime[];
  /** The names of the jobs that decide how long it takes, in order. */
  readonly criticalPath: readonly string[];
  /** All waiting for runners together, in seconds. */
  readonly queued: number;
}

/**
 * Times a run whose jobs start as soon as they may, in the order of the file.
 *
 * What may run counts as running, so this is the longest that the run takes. Undefined where the time of a job is not known.
 *
 * @example
 * timeRun(plan.jobs, () => 60, runnerLimits.free)?.seconds; // two jobs, one after the other: 120
 */
export function timeRun(jobs: readonly JobPlan[], takes: Takes, limits: RunnerLimits): RunTiming | undefined {
  const timed = timedJobs(jobs, takes);
  if (timed.length === 0 || timed.some(({ seconds }) => seconds === undefined)) return undefined;
  const started = runAll(timed, limits);
  const times = timed.map(({ name }, index) => timeOf(name, started[index], timed[index], started));
  const seconds = Math.max(...times.map(({ end }) => end));
  const queued = times.reduce((sum, each) => sum + each.queued, 0);
  return {
    seconds,
    jobs: times,
    criticalPath: pathTo(
      times.findIndex(({ end }) => end === seconds),
      timed,
      started,
    ),
    queued,
  };
}

interface Started {
  readonly start: number;
  readonly end: number;
  /** The job whose end let this one start. */
  readonly because: number | undefined;
}

function timeOf(
  name: string,
  own: Started | undefined,
  job: TimedJob | undefined,
  all: readonly (Started | undefined)[],
): JobTime {
  const { start = 0, end = 0 } = own ?? {};
  const ready = Math.max(0, ...(job?.after ?? []).map((index) => all[index]?.end ?? 0));
  return { name, start, end, queued: start - ready };
}

/** Goes from one end of a job to the next, and starts what may start then. */
function runAll(jobs: readonly TimedJob[], limits: RunnerLimits): (Started | undefined)[] {
  const started: (Started | undefined)[] = jobs.map(() => undefined);
  const running = new Set<number>();
  const done = new Set<number>();
  let [now, last]: [number, number | undefined] = [0, undefined];
  while (done.size < jobs.length) {
    for (const [index, job] of jobs.entries()) {
      if (started[index] || !job.after.every((each) => done.has(each)) || !hasRoom(job, jobs, running, limits))
        continue;
      started[index] = { start: now, end: now + (job.seconds ?? 0), because: last };
      running.add(index);
    }
    const next = [...running].sort((one, other) => (started[one]?.end ?? 0) - (started[other]?.end ?? 0))[0];
    if (next === undefined) break;
    [now, last] = [started[next]?.end ?? now, next];
    running.delete(next);
    done.add(next);
  }
  return started;
}

function hasRoom(
  job: TimedJob,
  jobs: readonly TimedJob[],
  running: ReadonlySet<number>,
  limits: RunnerLimits,
): boolean {
  const others = [...running].flatMap((index) => jobs[index] ?? []);
  const alike = others.filter(({ group }) => group === job.group).length;
  if (job.maxParallel !== undefined && alike >= Math.max(1, job.maxParallel)) return false;
  if (!job.hosted) return true;
  const hosted = others.filter((each) => each.hosted);
  return hosted.length < limits.jobs && (!job.macos || hosted.filter(({ macos }) => macos).length < limits.macos);
}

/** Back from the last job to the first: each by the one that let it start. */
function pathTo(last: number, jobs: readonly TimedJob[], started: readonly (Started | undefined)[]): string[] {
  const path: string[] = [];
  for (let at: number | undefined = last; at !== undefined && at >= 0; ) {
    path.unshift(jobs[at]?.name ?? '');
    const own: Started | undefined = started[at];
    const after: readonly number[] = jobs[at]?.after ?? [];
    // Several end at the same instant: the one it needs says more than the one that only left a runner free.
    const needed: number | undefined = after.find((each) => started[each]?.end === own?.start);
    at = own?.start === 0 ? undefined : (needed ?? own?.because);
  }
  return path;
}
