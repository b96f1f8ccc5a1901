/** Puts commits together that most likely came with one push: the history does not tell. */
import { minuteMs } from '../calendar/month.ts';
import type { Commit } from './commit.ts';
import { datingOf } from './period-cut.ts';

export interface Push {
  /** Of the newest commit: GitHub asks that one whether anything should run. */
  readonly message: string;
  /** Of all commits, in the order of GitHub's diff; undefined where they are not known. */
  readonly changed: readonly string[] | undefined;
}

export interface PushGrouping {
  /** Takes the next older commit. */
  add(commit: Commit): void;
  /** Hands over the last push. */
  finish(): void;
}

/** Neighbours of the same minute are one push; of a clock that was not set, each is one of its own. */
export function openPushGrouping(now: number, accept: (push: Push) => void): PushGrouping {
  let open: Commit[] = [];
  const close = (): void => {
    const [newest] = open;
    if (newest) accept({ message: newest.message, changed: changedIn(open) });
    open = [];
  };
  return {
    add(commit) {
      const last = open.at(-1);
      const isSame = last !== undefined && minuteOf(last) === minuteOf(commit) && datingOf(commit, now) !== 'ancient';
      if (!isSame) close();
      open.push(commit);
    },
    finish: close,
  };
}

const minuteOf = ({ committedAt }: Commit): number => Math.floor(committedAt / minuteMs);

/** Files of one push at most; beyond that they count as unknown, so that everything may be triggered. */
const mostFiles = 10_000;

function changedIn(commits: readonly Commit[]): readonly string[] | undefined {
  if (commits.length === 1) return commits[0]?.changed;
  const files = new Set<string>();
  for (const { changed } of commits) {
    if (changed === undefined) return undefined;
    for (const file of changed) files.add(file);
    if (files.size > mostFiles) return undefined;
  }
  return [...files].sort();
}
