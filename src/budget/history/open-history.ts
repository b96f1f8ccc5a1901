/** Counts the pushes and pull requests of a history, commit by commit: of each, at most its name is kept. */
import type { Workflow } from '../../model/index.ts';
import { prepareTriggers } from '../../plan/triggering.ts';
import { type ChangeGroup, openChangeCounter } from './change-group.ts';
import type { Commit } from './commit.ts';
import { openSignatures } from './path-signature.ts';
import { datingOf, openPeriodCut, type Period, type WrongDates } from './period-cut.ts';
import { mergeKindOf } from './pull-request.ts';
import { openPushGrouping } from './push-grouping.ts';

export interface HistoryOptions {
  readonly workflows: readonly { readonly document: Workflow }[];
  readonly defaultBranch: string;
  readonly period: Period;
}

export interface HistoryCounts {
  readonly commits: number;
  readonly pushes: number;
  /** Of the pushes, those whose message says that nothing should run; they are in no group. */
  readonly skipped: number;
  readonly pullRequests: number;
  /** Of the pull requests, those that came with a merge commit. */
  readonly merges: number;
  /** Commits whose files are not known, or too many. */
  readonly unknownChanges: number;
  readonly wrongDates: WrongDates;
  readonly pushGroups: readonly ChangeGroup[];
  readonly pullRequestGroups: readonly ChangeGroup[];
  /** Commits that were looked at and are older than the period. */
  readonly older: number;
  /** The oldest commit of the period, and the oldest instant in it that a right clock gave. */
  readonly oldest: Commit | undefined;
  readonly since: number | undefined;
}

export interface History {
  /** Takes the next older commit of the default branch; false when the period is over. */
  add(commit: Commit): boolean;
  finish(): HistoryCounts;
}

interface Counters {
  commits: number;
  pushes: number;
  skipped: number;
  pullRequests: number;
  merges: number;
  unknownChanges: number;
  seen: number;
  oldest: Commit | undefined;
  since: number | undefined;
}

/** Any push starts it, unless the message says that nothing should run: the plan knows how messages say that. */
const anyPush = prepareTriggers({ kind: 'workflow', on: [{ kind: 'trigger', event: 'push' }], jobs: [] });
const skipsAll = (message: string): boolean => anyPush({ event: 'push', message }).runs === 'no';

export function openHistory({ workflows, defaultBranch, period }: HistoryOptions): History {
  const counters: Counters = { ...zero };
  const [pushChanges, pullChanges] = [openChangeCounter(), openChangeCounter()];
  const { ofPush, ofPullRequest } = openSignatures(workflows, defaultBranch);
  const pushes = openPushGrouping(period.to, ({ message, changed }) => {
    counters.pushes++;
    if (skipsAll(message)) counters.skipped++;
    else pushChanges.add(ofPush(changed));
  });
  const cut = openPeriodCut(period, (commit) => {
    countCommit(counters, commit, period.to);
    pushes.add(commit);
    const kind = mergeKindOf(commit, defaultBranch);
    if (kind === undefined) return;
    counters.pullRequests++;
    if (kind === 'merge') counters.merges++;
    pullChanges.add(ofPullRequest(commit.changed), kind === 'merge' ? commit.hash : undefined);
  });
  return {
    add(commit) {
      counters.seen++;
      return cut.add(commit);
    },
    finish() {
      pushes.finish();
      const { seen, ...counts } = counters;
      const groups = { pushGroups: pushChanges.groups(), pullRequestGroups: pullChanges.groups() };
      return { ...counts, ...groups, older: seen - counts.commits, wrongDates: { ...cut.wrongDates } };
    },
  };
}

const zero: Counters = {
  ...{ commits: 0, pushes: 0, skipped: 0, pullRequests: 0, merges: 0, unknownChanges: 0, seen: 0 },
  ...{ oldest: undefined, since: undefined },
};

function countCommit(counters: Counters, commit: Commit, now: number): void {
  counters.commits++;
  counters.oldest = commit;
  if (commit.changed === undefined) counters.unknownChanges++;
  if (datingOf(commit, now) !== 'plausible') return;
  counters.since = Math.min(counters.since ?? commit.committedAt, commit.committedAt);
}
