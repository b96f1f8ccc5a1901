/** A month that goes on: what is known of it at a moment, and where it is found. */
import type { Month } from '../calendar/month.ts';
import type { Arrival } from './arrivals.ts';
import type { CacheStore } from './cache-store.ts';
import type { ConcurrencyGroups } from './concurrency-groups.ts';
import type { JobKind } from './job-kind.ts';
import { cacheFinds, type LiveRuns } from './live-runs.ts';
import type { RunKind } from './run-kind.ts';
import type { JobTemplate } from './run-template.ts';
import type { RunnerPool } from './runner-pool.ts';
import type { TallyBook } from './tally-book.ts';
import type { TimeQueue } from './time-queue.ts';

/** Runs and jobs are numbers: their rows in `live`. */
export interface RunningMonth {
  readonly calendar: Month;
  readonly arrivals: readonly Arrival[];
  readonly runKinds: readonly RunKind[];
  readonly jobKinds: readonly JobKind[];
  readonly live: LiveRuns;
  /** The jobs that run, by when they end. */
  readonly ends: TimeQueue;
  readonly pool: RunnerPool;
  /** Of runs, and of jobs. */
  readonly groups: ConcurrencyGroups;
  readonly jobGroups: ConcurrencyGroups;
  readonly caches: CacheStore;
  readonly tallies: TallyBook;
  readonly onBilled: (template: JobTemplate, minutes: number, day: number) => void;
  now: number;
  runs: number;
  /** GB in caches, the most there ever were. */
  cacheGb: number;
}

export const runKindOf = ({ runKinds, live }: RunningMonth, run: number): RunKind =>
  runKinds[live.kind[run] as number] as RunKind;

export const jobKindOf = ({ jobKinds, live }: RunningMonth, job: number): JobKind =>
  jobKinds[live.jobKind[job] as number] as JobKind;

/** The event that started a run. */
export const arrivalOf = ({ arrivals, live }: RunningMonth, run: number): Arrival =>
  arrivals[live.event[run] as number] as Arrival;

/** The row in which a job is counted: each kind has one without its caches, and one with them. */
export const tallyRowOf = ({ live }: RunningMonth, job: number): number =>
  tallyRow(live.jobKind[job] as number, live.found[job] !== cacheFinds.none);

export const tallyRow = (jobKind: number, hit: boolean): number => 2 * jobKind + (hit ? 1 : 0);
