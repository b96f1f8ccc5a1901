/** The runners of an account: how many jobs run at once, and which have to wait. */
import type { PlanFacts } from '../plans.ts';
import type { JobTemplate } from './run-template.ts';

/** Jobs wait in the order in which they came; those for macOS only for each other. */
export interface RunnerPool<T> {
  /** Whether a job can start now; if so, it has its runner. */
  acquire(template: JobTemplate): boolean;
  release(template: JobTemplate): void;
  wait(template: JobTemplate, job: T): void;
  /** Starts the jobs that can start now, each with its runner. */
  startReady(start: (job: T) => void): void;
}

interface Waiting<T> {
  readonly template: JobTemplate;
  readonly job: T;
}

type Kind = 'standard' | 'larger' | 'free';

export function openRunnerPool<T>(plan: PlanFacts, isGone: (job: T) => boolean): RunnerPool<T> {
  const limits = { standard: plan.jobs, larger: plan.largerJobs === 0 ? plan.jobs : plan.largerJobs };
  const busy = { standard: 0, larger: 0, macos: 0 };
  const queues = [openLine<Waiting<T>>(), openLine<Waiting<T>>(), openLine<Waiting<T>>()] as const;
  let waiting = 0;
  const acquire = (template: JobTemplate): boolean => {
    const kind = kindOf(template);
    if (kind === 'free') return true;
    if (busy[kind] >= limits[kind] || (isMac(template) && busy.macos >= plan.macosJobs)) return false;
    busy[kind]++;
    if (isMac(template)) busy.macos++;
    return true;
  };
  const queueOf = (template: JobTemplate) => queues[isMac(template) ? 1 : kindOf(template) === 'larger' ? 2 : 0];
  return {
    acquire,
    release(template) {
      const kind = kindOf(template);
      if (kind === 'free') return;
      busy[kind]--;
      if (isMac(template)) busy.macos--;
    },
    wait(template, job) {
      waiting++;
      queueOf(template).add({ template, job });
    },
    startReady(start) {
      if (waiting === 0) return;
      for (const queue of queues) {
        for (let first = queue.first(); first; first = queue.first()) {
          const gone = isGone(first.job);
          if (!gone && !acquire(first.template)) break;
          queue.drop();
          waiting--;
          if (!gone) start(first.job);
        }
      }
    },
  };
}

const isMac = ({ price }: JobTemplate): boolean => price.kind === 'rate' && price.rate.system === 'macos';

/** A label that no card has may be a machine of one's own: it does not keep others waiting. */
const kindOf = ({ price }: JobTemplate): Kind =>
  price.kind !== 'rate' ? 'free' : price.rate.larger ? 'larger' : 'standard';

interface Line<T> {
  add(item: T): void;
  first(): T | undefined;
  drop(): void;
}

/** First in, first out, without moving the rest at each step. */
function openLine<T>(): Line<T> {
  let items: T[] = [];
  let head = 0;
  return {
    add: (item) => {
      items.push(item);
    },
    first: () => items[head],
    drop() {
      head++;
      if (head < 1024 || head * 2 < items.length) return;
      items = items.slice(head);
      head = 0;
    },
  };
}
