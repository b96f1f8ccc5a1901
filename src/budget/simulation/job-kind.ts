/** What the month asks again and again of a kind of job, at hand. */
import type { ConcurrencyGroups, GroupFamily } from './concurrency-groups.ts';
import type { JobTemplate, RunTemplate } from './run-template.ts';
import type { RunnerKind, RunnerPool } from './runner-pool.ts';

export interface JobKind extends Pick<JobTemplate, 'restores' | 'caches' | 'samples' | 'runsAnyway'> {
  readonly template: JobTemplate;
  readonly runner: RunnerKind;
  /** How far the jobs that wait for it stand behind it. */
  readonly dependents: readonly number[];
  /** What it waits for before it waits for a runner. */
  readonly turn: JobTurn | undefined;
}

export interface JobTurn {
  readonly group: GroupFamily | undefined;
  readonly cancelInProgress: boolean;
  /** How far the jobs of its matrix stand from it, and how many of them run at once. */
  readonly siblings: readonly number[];
  readonly most: number;
}

/** Where jobs wait. */
export interface JobPlaces {
  readonly jobGroups: ConcurrencyGroups;
  readonly pool: RunnerPool;
}

export function toJobKind(run: RunTemplate, template: JobTemplate, position: number, places: JobPlaces): JobKind {
  const { restores, caches, samples, runsAnyway, price } = template;
  // An object that is put together from others is slow to read, and this one is read for every job.
  return {
    template,
    restores,
    caches,
    samples,
    runsAnyway,
    runner: places.pool.kindOf(price),
    dependents: (run.dependents[position] ?? []).map((other) => other - position),
    turn: turnOf(run, template, position, places.jobGroups),
  };
}

function turnOf(
  { matrixLimits }: RunTemplate,
  { concurrency }: JobTemplate,
  position: number,
  groups: ConcurrencyGroups,
): JobTurn | undefined {
  const group = concurrency && groups.familyOf(concurrency.group);
  const limit = matrixLimits.find(({ jobs }) => jobs.includes(position));
  if (group === undefined && limit === undefined) return undefined;
  return {
    group,
    cancelInProgress: concurrency?.cancelInProgress === 'yes',
    siblings: limit?.jobs.map((other) => other - position) ?? [],
    most: limit?.most ?? Number.POSITIVE_INFINITY,
  };
}
