/** How fast bytes come, and when all will be there. */
import { formatBytes } from '../models/index.ts';

export interface Rate {
  /** `, 12.5 MB/s, 8 s left`; empty until there is something to tell. */
  words(done: number, total: number | undefined): string;
}

/** How much of the past counts: long enough to be calm, short enough to tell a stall. */
const windowMs = 5000;
const sampleMs = 200;

interface Sample {
  readonly at: number;
  readonly done: number;
}

export function startRate(now: () => number): Rate {
  let samples: readonly Sample[] = [];
  return {
    words(done, total) {
      const at = now();
      const latest = samples.at(-1);
      // A restart counts anew.
      if (latest && done < latest.done) samples = [];
      if (!latest || at - latest.at >= sampleMs) {
        samples = [...samples.filter((sample) => at - sample.at <= windowMs), { at, done }];
      }
      return describe(samples[0], { at, done }, total);
    },
  };
}

function describe(first: Sample | undefined, { at, done }: Sample, total: number | undefined): string {
  if (!first || at - first.at < sampleMs || done <= first.done || done === total) return '';
  const perSecond = ((done - first.done) / (at - first.at)) * 1000;
  const left = total === undefined ? '' : `, ${formatDuration((total - done) / perSecond)} left`;
  return `, ${formatBytes(perSecond)}/s${left}`;
}

/** `45 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(Math.ceil(seconds), 0);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
