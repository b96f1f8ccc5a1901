/** Lets a month happen: events start runs, jobs wait for each other, for runners and for groups, and fill caches. */
import { dayMs, type Month } from '../calendar/month.ts';
import type { PlanFacts } from '../plans.ts';
import { arrivalsOf } from './arrivals.ts';
import { openCacheStore } from './cache-store.ts';
import { openConcurrencyGroups } from './concurrency-groups.ts';
import { beginJob, cancelJob, cancelRun, endJobsUntil, startHeldJob, startRun, triggerRun } from './job-life.ts';
import { jobStates, LiveRuns } from './live-runs.ts';
import { type Kinds, kindsOf } from './run-kind.ts';
import type { JobTemplate, RunTemplate } from './run-template.ts';
import { openRunnerPool } from './runner-pool.ts';
import { jobKindOf, type RunningMonth, tallyRow } from './running-month.ts';
import type { Stream } from './stream.ts';
import { openTallyBook } from './tally-book.ts';
import { openTimeQueue } from './time-queue.ts';

export interface MonthOptions {
  readonly month: Month;
  readonly plan: PlanFacts;
  readonly defaultBranch: string;
  /** GB that the repository keeps in caches. */
  readonly cacheLimit: number;
  readonly templates: ReadonlyMap<Stream, readonly RunTemplate[]>;
  /** Called when a job is billed, with the day on which it began. */
  readonly onBilled: (template: JobTemplate, minutes: number, day: number) => void;
}

/** What the month left behind besides the tallies of the templates. */
export interface MonthLog {
  readonly events: number;
  readonly runs: number;
  readonly evictions: number;
  /** GB in caches, the most there ever were. */
  readonly cacheGb: number;
  /** The mean over the month. */
  readonly cacheGbMonths: number;
}

export function runMonth(options: MonthOptions): MonthLog {
  const { month, kinds } = openMonth(options);
  const cacheDays: number[] = [];
  for (const [event, { at, stream }] of month.arrivals.entries()) {
    endJobsUntil(month, at);
    weighCaches(month, cacheDays, at);
    month.now = at;
    for (const kind of kinds.byStream.get(stream) ?? []) triggerRun(month, kind, event);
  }
  endJobsUntil(month, Number.POSITIVE_INFINITY);
  weighCaches(month, cacheDays, options.month.to);
  noteTallies(month);
  const { runs, cacheGb, caches, arrivals } = month;
  const cacheGbMonths = cacheDays.reduce((sum, each) => sum + each, 0) / options.month.days;
  return { events: arrivals.length, runs, evictions: caches.evictions, cacheGb, cacheGbMonths };
}

/** Notes how many GB the caches hold at the end of every day until then. */
function weighCaches({ calendar, caches }: RunningMonth, days: number[], until: number): void {
  for (let end = calendar.from + (days.length + 1) * dayMs; end <= until; end += dayMs) days.push(caches.size(end));
}

function openMonth(options: MonthOptions): { month: RunningMonth; kinds: Kinds } {
  const { plan, month: calendar, defaultBranch, cacheLimit, templates, onBilled } = options;
  const pool = openRunnerPool(plan, {
    kindOf: (job) => jobKindOf(month, job).runner,
    isGone: (job) => month.live.state[job] !== jobStates.queued,
    forget: (job) => month.live.forget(job),
    start: (job) => beginJob(month, job),
  });
  const groups = openConcurrencyGroups({
    start: (run) => startRun(month, run),
    cancel: (run) => cancelRun(month, run),
    drop: (run) => month.live.close(run),
  });
  const jobGroups = openConcurrencyGroups({
    start: (job) => startHeldJob(month, job),
    cancel: (job) => cancelJob(month, job),
    drop: (job) => cancelJob(month, job),
  });
  const kinds = kindsOf(templates, { groups, jobGroups, pool });
  const month: RunningMonth = {
    calendar,
    onBilled,
    arrivals: arrivalsOf(templates.keys(), defaultBranch),
    runKinds: kinds.runs,
    jobKinds: kinds.jobs,
    live: new LiveRuns(kinds.runs),
    ends: openTimeQueue(),
    pool,
    groups,
    jobGroups,
    caches: openCacheStore(cacheLimit),
    tallies: openTallyBook(kinds.jobs.length * 2),
    now: calendar.from,
    runs: 0,
    cacheGb: 0,
  };
  return { month, kinds };
}

/** Adds what was counted to the tallies of the templates. */
function noteTallies({ jobKinds, tallies }: RunningMonth): void {
  for (const [index, { template }] of jobKinds.entries()) {
    tallies.addTo(template.tallies[0], tallyRow(index, false));
    tallies.addTo(template.tallies[1], tallyRow(index, true));
  }
}
