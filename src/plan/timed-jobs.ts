/** Makes of a plan the jobs that take time: one for each that GitHub would show, with those it waits for. */
import type { InstancePlan, JobPlan } from './workflow-plan.ts';

/** Says how many seconds a job takes; undefined where nobody knows. */
export type Takes = (job: JobPlan, instance: InstancePlan) => number | undefined;

export interface TimedJob {
  /** As GitHub shows it. */
  readonly name: string;
  readonly seconds: number | undefined;
  /** The places in the list of the jobs it waits for. */
  readonly after: readonly number[];
  readonly macos: boolean;
  /** Self-hosted runners are not counted against GitHub's limits. */
  readonly hosted: boolean;
  /** The job of the file that it is one of, and how many of those may run at the same time. */
  readonly group: string;
  readonly maxParallel: number | undefined;
}

/** What runs, or may run, of the jobs of a plan. */
export function timedJobs(jobs: readonly JobPlan[], takes: Takes): TimedJob[] {
  const found: TimedJob[] = [];
  add(jobs, takes, [], '', found);
  return found;
}

/** Adds jobs to the list; gives back the places that stand for each of them. */
function add(
  jobs: readonly JobPlan[],
  takes: Takes,
  outer: readonly number[],
  prefix: string,
  found: TimedJob[],
): number[] {
  const places = new Map<string, readonly number[]>();
  for (const job of inOrder(jobs)) {
    // One that does not run is not waited for, but what it waits for is.
    const needed = job.needs.flatMap((id) => places.get(id.toLowerCase()) ?? []);
    const after = needed.length > 0 ? needed : outer;
    const own =
      job.runs === 'no' ? after : job.instances.flatMap((each) => addInstance(job, each, takes, after, prefix, found));
    places.set(job.id.toLowerCase(), own);
  }
  return [...new Set([...places.values()].flat())];
}

function addInstance(
  job: JobPlan,
  instance: InstancePlan,
  takes: Takes,
  after: readonly number[],
  prefix: string,
  found: TimedJob[],
): readonly number[] {
  if (instance.uses && instance.uses.jobs.length > 0) {
    return add(instance.uses.jobs, takes, after, `${prefix}${instance.name} / `, found);
  }
  const labels = instance.runsOn.map((label) => label.toLowerCase());
  found.push({
    name: instance.name,
    seconds: takes(job, instance),
    after,
    macos: labels.some((label) => label.startsWith('macos')),
    hosted: !labels.includes('self-hosted'),
    group: `${prefix}${job.id}`,
    maxParallel: job.maxParallel,
  });
  return [found.length - 1];
}

/** Jobs behind those they need; those in a circle do not run anyway. */
function inOrder(jobs: readonly JobPlan[]): JobPlan[] {
  const byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  const ordered = new Set<JobPlan>();
  const open = new Set<JobPlan>();
  const visit = (job: JobPlan): void => {
    if (ordered.has(job) || open.has(job)) return;
    open.add(job);
    for (const need of job.needs) {
      const found = byId.get(need.toLowerCase());
      if (found) visit(found);
    }
    ordered.add(job);
  };
  for (const job of jobs) visit(job);
  return [...ordered];
}
