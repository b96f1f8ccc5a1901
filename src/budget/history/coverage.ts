/** Says for how many days a history really tells the traffic. */
import { dayMs } from '../calendar/month.ts';
import type { Commit } from './commit.ts';
import type { HistoryCounts } from './open-history.ts';
import { datingOf, type Period } from './period-cut.ts';

/** Why a history has no older commits: the period was over before, the clone has no more, or there never were any. */
export type Coverage =
  | { readonly kind: 'whole'; readonly days: number }
  | { readonly kind: 'shallow'; readonly days: number; readonly asked: number }
  | { readonly kind: 'young'; readonly days: number; readonly asked: number; readonly lasts: number };

/** What happens in fewer days says nothing of a month. */
const week = 7;

export interface HistoryEnd {
  /** The commit at which a shallow clone was cut off. */
  readonly boundary?: Commit | undefined;
  /** Whether the first commit of all was reached. */
  readonly complete: boolean;
}

/**
 * Of a young repository only the days since it began are counted, a week at least; of a shallow clone those that it tells
 * of, one at least.
 */
export function coverageOf(counts: HistoryCounts, { boundary, complete }: HistoryEnd, { from, to }: Period): Coverage {
  const asked = Math.round((to - from) / dayMs);
  if (boundary) {
    const reached = datingOf(boundary, to) === 'plausible' ? boundary.committedAt : (counts.since ?? to);
    if (reached <= from) return { kind: 'whole', days: asked };
    return { kind: 'shallow', days: Math.max(1, (to - reached) / dayMs), asked };
  }
  const lasts = Math.max(1, Math.ceil((to - (counts.since ?? from)) / dayMs));
  const isYoung = complete && counts.older === 0 && counts.commits > 0 && lasts < asked;
  if (!isYoung) return { kind: 'whole', days: asked };
  return { kind: 'young', days: Math.min(asked, Math.max(week, lasts)), asked, lasts };
}
