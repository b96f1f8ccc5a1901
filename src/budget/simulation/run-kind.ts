/** What the month asks again and again of a kind of run, at hand. */
import type { ConcurrencyGroups, GroupFamily } from './concurrency-groups.ts';
import { type JobKind, type JobPlaces, toJobKind } from './job-kind.ts';
import type { RunShape } from './live-runs.ts';
import type { RunTemplate } from './run-template.ts';
import type { Stream } from './stream.ts';

export interface RunKind extends RunShape {
  /** Positions of the jobs that wait for no other. */
  readonly first: readonly number[];
  readonly group: GroupFamily | undefined;
  readonly cancelInProgress: boolean;
  /** Whether some of its jobs have to wait for their turn. */
  readonly hasTurns: boolean;
}

/** All kinds at their positions, and the runs that an event of a stream starts. */
export interface Kinds {
  readonly runs: readonly RunKind[];
  readonly jobs: readonly JobKind[];
  readonly byStream: ReadonlyMap<Stream, readonly RunKind[]>;
}

export function kindsOf(
  templates: ReadonlyMap<Stream, readonly RunTemplate[]>,
  places: JobPlaces & { readonly groups: ConcurrencyGroups },
): Kinds {
  const runs: RunKind[] = [];
  const jobs: JobKind[] = [];
  const add = (template: RunTemplate): RunKind => {
    const own = template.jobs.map((job, position) => toJobKind(template, job, position, places));
    const kind = {
      ...toRunKind(template, places.groups),
      index: runs.length,
      firstJobKind: jobs.length,
      hasTurns: own.some(({ turn }) => turn !== undefined),
    };
    runs.push(kind);
    jobs.push(...own);
    return kind;
  };
  const byStream = new Map([...templates].map(([stream, own]) => [stream, own.map(add)]));
  return { runs, jobs, byStream };
}

function toRunKind(
  { jobs, concurrency }: RunTemplate,
  groups: ConcurrencyGroups,
): Omit<RunKind, 'index' | 'firstJobKind' | 'hasTurns'> {
  // Who names a job twice waits for it once.
  const waits = jobs.map(({ needs }) => new Set(needs).size);
  return {
    waits,
    first: waits.flatMap((count, position) => (count === 0 ? [position] : [])),
    group: concurrency && groups.familyOf(concurrency.group),
    cancelInProgress: concurrency?.cancelInProgress === 'yes',
  };
}
