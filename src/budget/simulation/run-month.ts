/** Lets a month happen: events start runs, jobs wait for each other, for runners and for groups, and fill caches. */
import { dayMs, dayOf, type Month } from '../calendar/month.ts';
import type { PlanFacts } from '../plans.ts';
import { type CacheStore, openCacheStore } from './cache-store.ts';
import { type ConcurrencyGroups, groupNameOf, openConcurrencyGroups } from './concurrency-groups.ts';
import { billableMinutes } from './estimate.ts';
import type { JobTemplate, RunTemplate } from './run-template.ts';
import { openRunnerPool, type RunnerPool } from './runner-pool.ts';
import type { Stream } from './streams.ts';
import { openTimeQueue, type TimeQueue } from './time-queue.ts';

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

/** One run of a workflow. */
interface Run {
  readonly template: RunTemplate;
  readonly id: number;
  readonly event: number;
  readonly ref: string;
  /** Whose caches it may read. */
  readonly refs: readonly string[];
  readonly group: string | undefined;
  readonly jobs: JobRun[];
  left: number;
}

interface JobRun {
  readonly run: Run;
  readonly index: number;
  readonly template: JobTemplate;
  waitsFor: number;
  state: 'blocked' | 'queued' | 'running' | 'done';
  since: number;
  hit: boolean;
  /** It found every cache under its own key, and has nothing to save. */
  exact: boolean;
}

interface Running {
  readonly options: MonthOptions;
  readonly ends: TimeQueue<JobRun>;
  readonly pool: RunnerPool<JobRun>;
  readonly groups: ConcurrencyGroups<Run>;
  readonly caches: CacheStore;
  readonly begin: (job: JobRun) => void;
  now: number;
  runs: number;
  cacheGb: number;
  /** GB in caches at the end of each day that is over. */
  readonly cacheDays: number[];
}

export function runMonth(options: MonthOptions): MonthLog {
  const month: Running = {
    options,
    ends: openTimeQueue(),
    pool: openRunnerPool(options.plan, ({ state }) => state !== 'queued'),
    groups: openConcurrencyGroups({ start: (run) => start(month, run), cancel: (run) => cancel(month, run) }),
    caches: openCacheStore(options.cacheLimit),
    begin: (job) => begin(month, job),
    ...{ now: options.month.from, runs: 0, cacheGb: 0, cacheDays: [] },
  };
  const arrivals = arrivalsOf(options.templates);
  for (const [event, { at, stream, subject }] of arrivals.entries()) {
    endJobsUntil(month, at);
    weighCaches(month, at);
    month.now = at;
    const ref = stream.refOf(subject);
    const refs = ref === options.defaultBranch ? [ref] : [ref, options.defaultBranch];
    for (const template of options.templates.get(stream) ?? []) trigger(month, template, event, refs, subject);
  }
  endJobsUntil(month, Number.POSITIVE_INFINITY);
  weighCaches(month, options.month.to);
  const { runs, cacheGb, cacheDays, caches } = month;
  const cacheGbMonths = cacheDays.reduce((sum, each) => sum + each, 0) / options.month.days;
  return { events: arrivals.length, runs, evictions: caches.evictions, cacheGb, cacheGbMonths };
}

/** Notes how much the caches hold at the end of every day until then. */
function weighCaches({ options, caches, cacheDays }: Running, until: number): void {
  const { from } = options.month;
  for (let end = from + (cacheDays.length + 1) * dayMs; end <= until; end += dayMs) cacheDays.push(caches.size(end));
}

interface Arrival {
  readonly at: number;
  readonly stream: Stream;
  readonly subject: number;
}

function arrivalsOf(templates: MonthOptions['templates']): Arrival[] {
  const all = [...templates.keys()].flatMap((stream) =>
    stream.occurrences.map(({ at, subject }): Arrival => ({ at, stream, subject })),
  );
  return all.sort((left, right) => left.at - right.at);
}

function trigger(month: Running, template: RunTemplate, event: number, refs: readonly string[], subject: number): void {
  const id = month.runs++;
  const group = template.concurrency && groupNameOf(template.concurrency.group, subject, id);
  const [ref = ''] = refs;
  const run: Run = { template, id, event, ref, refs, group, jobs: [], left: template.jobs.length };
  if (group === undefined) start(month, run);
  else month.groups.enter(group, run, template.concurrency?.cancelInProgress === 'yes');
}

function start(month: Running, run: Run): void {
  for (const [index, template] of run.template.jobs.entries()) {
    const waitsFor = template.needs.length;
    run.jobs.push({ run, index, template, waitsFor, state: 'blocked', since: 0, hit: false, exact: false });
  }
  for (const job of run.jobs) if (job.waitsFor === 0) queue(month, job);
}

function queue(month: Running, job: JobRun): void {
  job.state = 'queued';
  job.since = month.now;
  if (month.pool.acquire(job.template)) begin(month, job);
  else month.pool.wait(job.template, job);
}

function begin(month: Running, job: JobRun): void {
  job.hit = job.template.restores && restoreAll(month, job);
  tallyOf(job).queuedSeconds += (month.now - job.since) / 1000;
  job.state = 'running';
  job.since = month.now;
  month.ends.add(month.now + nextSeconds(job) * 1000, job);
}

/**
 * Takes the points of the spread in an order that covers it evenly, the median first: the month is then neither a lucky
 * one nor an unlucky one, and has no chance in it.
 */
function nextSeconds(job: JobRun): number {
  const samples = job.template.samples[job.hit ? 1 : 0];
  const turn = tallyOf(job).begun++;
  return samples[(Math.floor(samples.length / 2) + turn * stride) % samples.length] ?? 0;
}

/** Coprime to the number of points, and near the golden section of it. */
const stride = 79;

const tallyOf = ({ template, hit }: JobRun) => template.tallies[hit ? 1 : 0];

function endJobsUntil(month: Running, at: number): void {
  while (month.ends.next() <= at && month.ends.size > 0) {
    month.now = month.ends.next();
    const job = month.ends.take();
    if (job?.state === 'running') end(month, job);
  }
}

function end(month: Running, job: JobRun): void {
  const { run, template, index } = job;
  bill(month, job, false);
  if (template.caches.length > 0 && !job.exact) saveAll(month, job);
  job.state = 'done';
  month.pool.release(template);
  for (const dependent of run.template.dependents[index] ?? []) {
    const next = run.jobs[dependent];
    if (next && --next.waitsFor === 0) queue(month, next);
  }
  month.pool.startReady(month.begin);
  if (--run.left === 0 && run.group !== undefined) month.groups.leave(run.group, run);
}

function cancel(month: Running, run: Run): void {
  for (const job of run.jobs) {
    if (job.state === 'running') {
      bill(month, job, true);
      month.pool.release(job.template);
    }
    job.state = 'done';
  }
  month.pool.startReady(month.begin);
}

function bill({ options, now }: Running, job: JobRun, cut: boolean): void {
  const seconds = (now - job.since) / 1000;
  const minutes = billableMinutes(seconds);
  const tally = tallyOf(job);
  tally.runs++;
  tally.seconds += seconds;
  tally.minutes += minutes;
  if (cut) {
    tally.cutRuns++;
    tally.cutMinutes += minutes;
  }
  // What runs on beyond the month is billed where it began.
  options.onBilled(job.template, minutes, dayOf(options.month, job.since));
}

/** Whether every cache that the job restores was there, in whole or in part. */
function restoreAll(month: Running, job: JobRun): boolean {
  const { run, template } = job;
  const scope = { run: run.id, event: run.event, ref: run.ref };
  let all = true;
  job.exact = true;
  for (const use of template.caches) {
    if (!use.restores) continue;
    const prefixes = use.prefixes.map((prefix) => prefix(scope));
    const found = month.caches.restore(run.refs, use.key(scope), prefixes, month.now);
    job.exact &&= found === 'exact';
    all &&= found !== 'none';
  }
  return all;
}

function saveAll(month: Running, { run, template }: JobRun): void {
  const scope = { run: run.id, event: run.event, ref: run.ref };
  for (const use of template.caches) if (use.saves) month.caches.save(run.ref, use.key(scope), use.gb, month.now);
  month.cacheGb = Math.max(month.cacheGb, month.caches.size(month.now));
}
