/** Turns what was counted in a history into the traffic of a month. */
import { pullRequestTrafficSchema, type Traffic } from '../../config/budget.ts';
import type { ChangeGroup } from './change-group.ts';
import type { HistoryCounts } from './open-history.ts';

export interface TrafficRequest {
  readonly counts: HistoryCounts;
  readonly defaultBranch: string;
  /** Over which the counts were made. */
  readonly days: number;
  /** Commits that each merge brought, as far as that is known. */
  readonly branchSizes: ReadonlyMap<string, number>;
  /** What the settings tell that no default branch can: pushes to tags and other branches, and runs by hand. */
  readonly settings: Traffic;
}

const usual = pullRequestTrafficSchema.parse({ perDay: 0 });
const mostSynchronizations = 1000;

/**
 * The traffic, with one entry for all changes that trigger the same.
 *
 * Counts are by day, so that the same traffic serves months of any length.
 */
export function makeTraffic({ counts, defaultBranch, days, branchSizes, settings }: TrafficRequest): Traffic {
  const perDay = (count: number): number => Number((count / days).toPrecision(6));
  const pushes = counts.pushGroups.map(({ count, changed }) => ({
    ...{ perDay: perDay(count), varies: true },
    ...(changed ? { changed: [...changed] } : {}),
  }));
  const pullRequests = counts.pullRequestGroups.map((group) => ({
    ...{ ...usual, perDay: perDay(group.count), synchronizations: synchronizationsOf(group, branchSizes) },
    ...(group.changed ? { changed: [...group.changed] } : {}),
  }));
  const others = settings.pushes.filter(
    ({ tag, branch }) => tag !== undefined || (branch !== undefined && branch !== defaultBranch),
  );
  return { defaultBranch, pushes: [...pushes, ...others], pullRequests, dispatches: settings.dispatches };
}

/** The first commit of a branch opens the pull request, each further one is pushed to it; nobody knows of squashed ones. */
function synchronizationsOf({ count, merges }: ChangeGroup, branchSizes: ReadonlyMap<string, number>): number {
  const known = merges.flatMap((merge) => branchSizes.get(merge) ?? []);
  const pushedTo = known.reduce((sum, size) => sum + Math.min(Math.max(0, size - 1), mostSynchronizations), 0);
  return Number(((pushedTo + (count - known.length) * usual.synchronizations) / count).toFixed(2));
}
