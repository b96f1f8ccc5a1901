/** The runners of an account: how many jobs run at once, and which have to wait. */
import type { PlanFacts } from '../plans.ts';
import type { RunnerPrice } from '../runner-sku.ts';
import { openWaitingLine, type WaitingLine } from './waiting-line.ts';

/** How many jobs run at once of those that share a limit. */
interface Limit {
  readonly most: number;
  busy: number;
}

/** Where jobs with the same price stand: the limits that they count against, and the line they wait in. */
export interface RunnerKind {
  readonly limits: readonly Limit[];
  readonly line: WaitingLine;
}

/** Jobs wait in the order in which they came; those for macOS only for each other. */
export interface RunnerPool {
  kindOf(price: RunnerPrice): RunnerKind;
  /** Whether a job can start now; if so, it has its runner. */
  acquire(kind: RunnerKind): boolean;
  release(kind: RunnerKind): void;
  wait(kind: RunnerKind, job: number): void;
  /** Starts the jobs that can start now, each with its runner. */
  startReady(): void;
}

/** What the pool asks about the jobs that wait, and what it tells. */
export interface WaitingJobs {
  kindOf(job: number): RunnerKind;
  /** Whether it does not wait any more. */
  isGone(job: number): boolean;
  /** The one that is gone is not in the line any more. */
  forget(job: number): void;
  start(job: number): void;
}

export function openRunnerPool(plan: PlanFacts, jobs: WaitingJobs): RunnerPool {
  const kindOf = openKinds(plan);
  const lines = [kindOf.standard.line, kindOf.macos.line, kindOf.larger.line];
  let waiting = 0;
  const next = (line: WaitingLine): void => {
    line.take();
    waiting--;
  };
  return {
    kindOf: (price) => kindOf[kindName(price)],
    acquire,
    release,
    wait(kind, job) {
      waiting++;
      kind.line.add(job);
    },
    startReady() {
      if (waiting === 0) return;
      for (const line of lines) {
        for (let job = line.first(); job !== undefined; job = line.first()) {
          if (jobs.isGone(job)) {
            next(line);
            jobs.forget(job);
          } else if (acquire(jobs.kindOf(job))) {
            next(line);
            jobs.start(job);
          } else break;
        }
      }
    },
  };
}

function acquire({ limits }: RunnerKind): boolean {
  for (const limit of limits) if (limit.busy >= limit.most) return false;
  for (const limit of limits) limit.busy++;
  return true;
}

function release({ limits }: RunnerKind): void {
  for (const limit of limits) limit.busy--;
}

type KindName = 'standard' | 'macos' | 'larger' | 'largerMacos' | 'free';

function openKinds(plan: PlanFacts): Readonly<Record<KindName, RunnerKind>> {
  const standard = { most: plan.jobs, busy: 0 };
  const larger = { most: plan.largerJobs === 0 ? plan.jobs : plan.largerJobs, busy: 0 };
  const macos = { most: plan.macosJobs, busy: 0 };
  const [line, macosLine, largerLine] = [openWaitingLine(), openWaitingLine(), openWaitingLine()];
  return {
    standard: { limits: [standard], line },
    macos: { limits: [standard, macos], line: macosLine },
    larger: { limits: [larger], line: largerLine },
    largerMacos: { limits: [larger, macos], line: macosLine },
    free: { limits: [], line },
  };
}

/** A label that no card has may be a machine of one's own: it does not keep others waiting. */
function kindName(price: RunnerPrice): KindName {
  if (price.kind !== 'rate') return 'free';
  const { larger, system } = price.rate;
  if (system === 'macos') return larger ? 'largerMacos' : 'macos';
  return larger ? 'larger' : 'standard';
}
