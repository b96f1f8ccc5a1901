/**
 * Decides which commits belong to a period, by their order and not by each date alone.
 *
 * Clocks are wrong now and then: one commit dated 2017 among those of this year does not end the period, and one of next
 * year in old times does not lengthen it. The period ends where the fewest dates contradict it.
 */
import { dayMs, hourMs } from '../calendar/month.ts';
import type { Commit } from './commit.ts';

export interface Period {
  /** Milliseconds; `to` is now. */
  readonly from: number;
  readonly to: number;
}

/** Commits of the period with a date that can't be right. */
export interface WrongDates {
  readonly inFuture: number;
  /** From before there were such repositories: the clock was not set. */
  readonly ancient: number;
  /** More than a day before their first parent. */
  readonly beforeParent: number;
}

export interface PeriodCut {
  /** Takes the next older commit; false when it is certain that the period is over. */
  add(commit: Commit): boolean;
  readonly wrongDates: WrongDates;
}

type Dating = keyof WrongDates | 'plausible';

const firstYear = Date.UTC(1990, 0, 1);
/** Clocks differ a little; that is no mistake. */
const tolerance = hourMs;
/** How many more commits must be older than the period than belong to it before nothing older is looked at. */
const certainty = 200;

export const datingOf = ({ committedAt }: Commit, now: number): Dating => {
  if (committedAt > now + tolerance) return 'inFuture';
  return committedAt < firstYear ? 'ancient' : 'plausible';
};

/** @param accept gets the commits of the period, the newest first */
export function openPeriodCut({ from, to }: Period, accept: (commit: Commit) => void): PeriodCut {
  const wrongDates = { inFuture: 0, ancient: 0, beforeParent: 0 };
  const undecided: Commit[] = [];
  let child: Commit | undefined;
  let [score, best] = [0, 0];
  const take = (commit: Commit): void => {
    const dating = datingOf(commit, to);
    if (dating !== 'plausible') wrongDates[dating]++;
    if (child && isBefore(child, commit, to)) wrongDates.beforeParent++;
    child = commit;
    accept(commit);
  };
  return {
    add(commit) {
      undecided.push(commit);
      score += votes(commit, from);
      if (score >= best) {
        best = score;
        for (const each of undecided.splice(0)) take(each);
      }
      return best - score < certainty;
    },
    wrongDates,
  };
}

/** A clock that was never set tells nothing; one that is ahead was set, and counts as now. */
function votes({ committedAt }: Commit, from: number): number {
  if (committedAt < firstYear) return 0;
  return committedAt >= from ? 1 : -1;
}

const isBefore = (child: Commit, parent: Commit, now: number): boolean =>
  datingOf(child, now) === 'plausible' &&
  datingOf(parent, now) === 'plausible' &&
  child.committedAt + dayMs < parent.committedAt;
