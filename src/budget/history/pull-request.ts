/** Recognizes the commits with which a pull request came to the default branch. */
import type { Commit } from './commit.ts';

/** How a pull request was merged: with a commit of both parents, or as one commit. */
export type MergeKind = 'merge' | 'squash';

/**
 * What kind of merge a commit is, or undefined for a direct push.
 *
 * A pull request that was merged by rebase leaves no trace in the history: it looks like pushes.
 * Source: https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/configuring-pull-request-merges/about-merge-methods-on-github
 *
 * @example
 * mergeKindOf({ ...commit, message: 'Read the clock once (#123)' }, 'main'); // 'squash'
 */
export function mergeKindOf({ parents, message }: Commit, defaultBranch: string): MergeKind | undefined {
  const subject = message.split('\n', 1)[0]?.trim() ?? '';
  if (parents.length > 1) return isCatchUp(subject, defaultBranch) ? undefined : 'merge';
  return /\(#\d{1,9}\)$|^Merge pull request #\d{1,9}\b/.test(subject) ? 'squash' : undefined;
}

/** `git pull` merges the default branch into itself: nobody asked for that with a pull request. */
function isCatchUp(subject: string, defaultBranch: string): boolean {
  const [, merged = ''] = /^Merge (?:remote-tracking )?branch '([^']+)'/.exec(subject) ?? [];
  return merged === defaultBranch || merged === `origin/${defaultBranch}` || merged === `upstream/${defaultBranch}`;
}
