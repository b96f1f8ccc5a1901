/** Says what a history gave, by which rules, and where it is only an estimate. */
import type { Diagnostic } from '../../diagnostics/index.ts';
import { formatCount, formatMinutes } from '../format-amount.ts';
import type { ChangeGroup } from './change-group.ts';
import type { Coverage } from './coverage.ts';
import type { HistoryCounts } from './open-history.ts';

export interface HistoryFacts {
  readonly counts: HistoryCounts;
  readonly coverage: Coverage;
  /** The branch as git has it, `origin/main`, and why that one. */
  readonly branch: string;
  readonly reason: string;
  /** Whether the commits of merged branches could be counted. */
  readonly sized: boolean;
}

export function historyFindings(facts: HistoryFacts): Diagnostic[] {
  const { counts, coverage } = facts;
  if (counts.commits === 0) return [emptyFinding(facts)];
  return [
    summary(facts),
    ...coverageFindings(coverage),
    ...dateFindings(counts),
    ...unknownFindings(counts),
    ...widenedFindings(counts),
    ...(facts.sized ? [] : [unsized]),
  ];
}

/** `1 push`, `2 pushes`, `1.5 days`. */
const plural = (count: number, noun: string): string =>
  `${formatMinutes(count)} ${noun}${count === 1 ? '' : noun.endsWith('sh') ? 'es' : 's'}`;

function summary({ counts, coverage: { days }, branch, reason }: HistoryFacts): Diagnostic {
  const { commits, pushes, skipped, pullRequests, merges } = counts;
  const some = (count: number, what: string): string => (count > 0 ? ` (${formatCount(count)} with ${what})` : '');
  const pushed = `${plural(pushes, 'push')}${some(skipped, 'a message that starts nothing')}`;
  const merged = `${plural(pullRequests, 'pull request')}${some(merges, 'a merge commit')}`;
  return {
    severity: 'info',
    code: 'history-traffic',
    message: `the traffic is that of ${plural(days, 'day')} of ${branch} (${reason}): ${plural(commits, 'commit')}, ${pushed} and ${merged}`,
    hint: 'commits of the same minute count as one push; a merge commit or "(#123)" at the end of a subject is a pull request; rebased ones, forks and labels leave no trace',
  };
}

const emptyFinding = ({ coverage: { days }, branch, reason }: HistoryFacts): Diagnostic => ({
  severity: 'warning',
  code: 'empty-history',
  message: `nobody committed to ${branch} (${reason}) in the last ${plural(days, 'day')}: no pushes or pull requests are counted, only schedules and what the settings add`,
  hint: 'look further back, as in --from-git 365d, or say the traffic in pipewright.config.ts',
});

function coverageFindings(coverage: Coverage): Diagnostic[] {
  if (coverage.kind === 'shallow') {
    const { days, asked } = coverage;
    const message = `this is a shallow clone: it has ${plural(days, 'day')} of the ${asked} that were asked for, and the month is estimated from them`;
    const hint = 'run `git fetch --unshallow`, or check out with `fetch-depth: 0`';
    return [{ severity: 'warning', code: 'shallow-history', message, hint }];
  }
  if (coverage.kind !== 'young') return [];
  const { days, asked, lasts } = coverage;
  const message = `the history began ${plural(lasts, 'day')} ago: what happened is counted over ${plural(days, 'day')}, not ${asked}`;
  const hint = 'the first days of a repository are often not like those after: look again in a month';
  return [{ severity: 'warning', code: 'young-history', message, hint }];
}

function dateFindings({ commits, wrongDates: { inFuture, ancient, beforeParent } }: HistoryCounts): Diagnostic[] {
  const wrong = inFuture + ancient + beforeParent;
  if (wrong === 0) return [];
  const kinds = [
    ...(inFuture > 0 ? [`${formatCount(inFuture)} in the future`] : []),
    ...(ancient > 0 ? [`${formatCount(ancient)} before 1990`] : []),
    ...(beforeParent > 0 ? [`${formatCount(beforeParent)} more than a day before the parent`] : []),
  ];
  const message = `${formatCount(wrong)} of ${plural(commits, 'commit')} have a date that can't be right (${kinds.join(', ')}): they are counted by their place in the history`;
  const hint = 'a commit can count for the period that does not belong to it, so the month is rather too large';
  return [{ severity: 'warning', code: 'wrong-dates', message, hint }];
}

function unknownFindings({ unknownChanges }: HistoryCounts): Diagnostic[] {
  if (unknownChanges === 0) return [];
  const message = `${plural(unknownChanges, 'commit')} changed too many files to list: every filter of paths is taken to let them pass`;
  return [{ severity: 'info', code: 'unlisted-changes', message }];
}

function widenedFindings({ pushGroups, pullRequestGroups }: HistoryCounts): Diagnostic[] {
  const sum = (groups: readonly ChangeGroup[]): number => groups.reduce((total, { widened }) => total + widened, 0);
  const widened = sum(pushGroups) + sum(pullRequestGroups);
  if (widened === 0) return [];
  const message = `the changes differ too much in what they trigger: ${formatCount(widened)} are counted as if they triggered what similar ones do too, so the month is rather too large`;
  return [{ severity: 'warning', code: 'widened-changes', message }];
}

const unsized: Diagnostic = {
  severity: 'info',
  code: 'unsized-branches',
  message:
    'there are too many commits to count those of each merged branch: its pull request is taken to be pushed to twice',
};
