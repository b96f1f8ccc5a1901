/** What becomes of runs and jobs: a run starts its jobs, they wait for runners and for each other, end or are cancelled. */
import { dayOf } from '../calendar/month.ts';
import { billableMinutes } from './estimate.ts';
import { restoreCaches, saveCaches } from './job-caches.ts';
import type { JobTurn } from './job-kind.ts';
import { hasRoom, nextSibling } from './job-siblings.ts';
import { cacheFinds, jobStates } from './live-runs.ts';
import type { RunKind } from './run-kind.ts';
import { arrivalOf, jobKindOf, type RunningMonth, runKindOf, tallyRowOf } from './running-month.ts';

/** An event makes a run; one of a group may have to wait. */
export function triggerRun(month: RunningMonth, kind: RunKind, event: number): void {
  const run = month.live.open(kind, month.runs++, event);
  if (kind.group === undefined) startRun(month, run);
  else month.groups.enter(kind.group, arrivalOf(month, run).subject, run, kind.cancelInProgress);
}

export function startRun(month: RunningMonth, run: number): void {
  const firstJob = month.live.firstJob[run] as number;
  for (const position of runKindOf(month, run).first) readyJob(month, firstJob + position);
}

/** All that it needs is there. Others of its matrix may have let it come before, or it may be over already. */
function readyJob(month: RunningMonth, job: number): void {
  if (month.live.state[job] !== jobStates.blocked) return;
  const { turn } = jobKindOf(month, job);
  if (turn === undefined) queueJob(month, job);
  else if (hasRoom(month, job, turn)) enterGroup(month, job, turn);
}

function enterGroup(month: RunningMonth, job: number, { group, cancelInProgress }: JobTurn): void {
  if (group === undefined) {
    queueJob(month, job);
    return;
  }
  month.live.state[job] = jobStates.held;
  month.jobGroups.enter(group, subjectOf(month, job), job, cancelInProgress);
}

/** Its group lets it go on, if it was not cancelled meanwhile. */
export function startHeldJob(month: RunningMonth, job: number): void {
  if (month.live.state[job] === jobStates.held) queueJob(month, job);
  else leaveGroup(month, job);
}

function leaveGroup(month: RunningMonth, job: number): void {
  const group = jobKindOf(month, job).turn?.group;
  if (group !== undefined) month.jobGroups.leave(group, subjectOf(month, job), job);
}

const subjectOf = (month: RunningMonth, job: number): number => arrivalOf(month, month.live.run[job] as number).subject;

function queueJob(month: RunningMonth, job: number): void {
  const { live, pool, now } = month;
  const { runner } = jobKindOf(month, job);
  live.state[job] = jobStates.queued;
  live.since[job] = now;
  if (pool.acquire(runner)) beginJob(month, job);
  else pool.wait(runner, job);
}

/** It has its runner. */
export function beginJob(month: RunningMonth, job: number): void {
  const { live, now, tallies, ends } = month;
  const { restores, caches, samples } = jobKindOf(month, job);
  const found = restores ? restoreCaches(month, live.run[job] as number, caches) : cacheFinds.none;
  live.found[job] = found;
  const turn = tallies.begin(tallyRowOf(month, job), (now - (live.since[job] as number)) / 1000);
  live.state[job] = jobStates.running;
  live.since[job] = now;
  ends.add(now + sampleAt(samples[found === cacheFinds.none ? 0 : 1], turn) * 1000, job);
}

/**
 * Takes the points of the spread in an order that covers it evenly, the median first: the month is then neither a lucky
 * one nor an unlucky one, and has no chance in it.
 */
const sampleAt = (samples: readonly number[], turn: number): number =>
  samples[Math.floor(((0.5 + turn * goldenSection) % 1) * samples.length)] ?? 0;

/** Its multiples cover what lies between two whole numbers as evenly as any. */
const goldenSection = (Math.sqrt(5) - 1) / 2;

export function endJobsUntil(month: RunningMonth, at: number): void {
  const { ends, live } = month;
  for (let next = ends.next(); next <= at && ends.size > 0; next = ends.next()) {
    month.now = next;
    const job = ends.take() as number;
    if (live.state[job] === jobStates.running) endJob(month, job);
    else live.forget(job);
  }
}

function endJob(month: RunningMonth, job: number): void {
  const { live, pool } = month;
  const { runner, dependents, caches, turn } = jobKindOf(month, job);
  bill(month, job, false);
  if (caches.length > 0 && live.found[job] !== cacheFinds.exact) saveCaches(month, live.run[job] as number, caches);
  live.state[job] = jobStates.done;
  pool.release(runner);
  if (turn !== undefined) passTurn(month, job, turn);
  for (const distance of dependents) unblockJob(month, job + distance);
  pool.startReady();
  countDown(month, job);
}

/** What waited for its turn behind a job that is over. */
function passTurn(month: RunningMonth, job: number, turn: JobTurn): void {
  leaveGroup(month, job);
  const next = nextSibling(month, job, turn);
  if (next !== undefined) readyJob(month, next);
}

function unblockJob(month: RunningMonth, job: number): void {
  if (--(month.live.waitsFor[job] as number) === 0) readyJob(month, job);
}

/** One job less is left of its run. */
function countDown(month: RunningMonth, job: number): void {
  const { live } = month;
  const run = live.run[job] as number;
  if (--(live.left[run] as number) > 0) return;
  const { group } = runKindOf(month, run);
  const { subject } = arrivalOf(month, run);
  live.close(run);
  if (group !== undefined) month.groups.leave(group, subject, run);
}

export function cancelRun(month: RunningMonth, run: number): void {
  const { live, pool } = month;
  const { waits, hasTurns } = runKindOf(month, run);
  const firstJob = live.firstJob[run] as number;
  const end = firstJob + waits.length;
  for (let job = firstJob; job < end; job++) stopJob(month, job);
  if (hasTurns) for (let job = firstJob; job < end; job++) leaveGroup(month, job);
  live.left[run] = 0;
  live.close(run);
  pool.startReady();
}

/** A newer job of its group takes its place: jobs that need it do not run, unless they ask for it. */
export function cancelJob(month: RunningMonth, job: number): void {
  stopJob(month, job);
  skipDependents(month, job);
  month.pool.startReady();
}

function skipDependents(month: RunningMonth, job: number): void {
  const { dependents, turn } = jobKindOf(month, job);
  if (turn !== undefined) passTurn(month, job, turn);
  for (const distance of dependents) {
    const dependent = job + distance;
    if (month.live.state[dependent] !== jobStates.blocked) continue;
    if (jobKindOf(month, dependent).runsAnyway) unblockJob(month, dependent);
    else {
      month.live.state[dependent] = jobStates.done;
      skipDependents(month, dependent);
    }
  }
  countDown(month, job);
}

/** Ends it where it is; what it has used is billed. */
function stopJob(month: RunningMonth, job: number): void {
  const { live, pool } = month;
  const state = live.state[job];
  live.state[job] = jobStates.done;
  if (state === jobStates.running) {
    bill(month, job, true);
    pool.release(jobKindOf(month, job).runner);
  }
  if (state === jobStates.running || state === jobStates.queued) live.leaveStanding(job);
}

function bill(month: RunningMonth, job: number, cut: boolean): void {
  const { live, now, calendar, tallies, onBilled } = month;
  const since = live.since[job] as number;
  const seconds = (now - since) / 1000;
  const minutes = billableMinutes(seconds);
  tallies.end(tallyRowOf(month, job), seconds, minutes, cut);
  // What runs on beyond the month is billed where it began.
  onBilled(jobKindOf(month, job).template, minutes, dayOf(calendar, since));
}
