/** `pipewright budget --from-git 90d`: reads the traffic of a month from the history of the repository. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { dayMs } from '../../../budget/calendar/month.ts';
import { type Ancestry, countBranchCommits } from '../../../budget/history/branch-sizes.ts';
import type { Commit } from '../../../budget/history/commit.ts';
import { coverageOf } from '../../../budget/history/coverage.ts';
import { historyFindings } from '../../../budget/history/history-findings.ts';
import { makeTraffic } from '../../../budget/history/make-traffic.ts';
import { type History, type HistoryCounts, openHistory } from '../../../budget/history/open-history.ts';
import type { WorkflowSource } from '../../../budget/make-budget.ts';
import type { Traffic } from '../../../config/budget.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import { findDefaultBranch } from './history-branch.ts';
import { type Git, type GitLimits, openGit } from './history-git.ts';
import { logArguments, openLogParser } from './history-log.ts';

export interface HistoryRequest extends GitLimits {
  readonly root: string;
  readonly days: number;
  readonly workflows: readonly WorkflowSource[];
  /** What the settings say of the traffic; it names the branch, and what no history tells. */
  readonly settings: Traffic;
  /** Milliseconds; the period ends there. @default the clock's */
  readonly now?: number;
}

export interface HistoryTraffic {
  readonly traffic: Traffic;
  readonly findings: readonly Diagnostic[];
}

/**
 * The traffic with what is to say of it: the branch, the numbers, and where it is only an estimate.
 *
 * @throws PipelineError with exit code 2 where there is no history to read, 3 when git fails
 */
export async function readHistory(request: HistoryRequest): Promise<HistoryTraffic> {
  const { root, days, workflows, settings, now = Date.now() } = request;
  const git = openGit(root, request);
  const branch = await findDefaultBranch(git, root, settings.defaultBranch);
  const period = { from: now - days * dayMs, to: now };
  const history = openHistory({ workflows, defaultBranch: branch.name, period });
  const end = await readCommits(git, branch.tip, await shallowCommits(git, root), history);
  const counts = history.finish();
  const coverage = coverageOf(counts, end, period);
  refuseEmpty(counts, coverage.kind === 'shallow');
  refuseFlood(counts, coverage.days);
  const branchSizes = await measureBranches(git, branch.tip, counts);
  const traffic = makeTraffic({
    ...{ counts, defaultBranch: branch.name, days: coverage.days, settings },
    branchSizes: branchSizes ?? new Map(),
  });
  const sized = branchSizes !== undefined;
  const findings = historyFindings({ counts, coverage, branch: branch.shown, reason: branch.reason, sized });
  return { traffic, findings };
}

interface LogEnd {
  readonly boundary: Commit | undefined;
  readonly complete: boolean;
}

/** The commit at which a shallow clone was cut off looks as if it had added every file: it is not counted. */
async function readCommits(git: Git, tip: string, shallow: ReadonlySet<string>, history: History): Promise<LogEnd> {
  const parser = openLogParser();
  const isOver = (commits: readonly Commit[]): LogEnd | undefined => {
    for (const commit of commits) {
      if (shallow.has(commit.hash)) return { boundary: commit, complete: false };
      if (!history.add(commit)) return { boundary: undefined, complete: false };
    }
    return undefined;
  };
  for await (const chunk of git.stream(...logArguments(tip))) {
    const end = isOver(parser.write(chunk));
    if (end) return end;
  }
  return isOver(parser.end()) ?? { boundary: undefined, complete: true };
}

/** Where a shallow clone ends; none in a whole one. */
async function shallowCommits(git: Git, root: string): Promise<ReadonlySet<string>> {
  if ((await git.ask('rev-parse', '--is-shallow-repository')) !== 'true') return new Set();
  const file = await git.ask('rev-parse', '--git-path', 'shallow');
  return new Set(file ? (await readFile(resolve(root, file), 'utf8')).split('\n') : []);
}

function refuseEmpty({ commits, wrongDates }: HistoryCounts, isShallow: boolean): void {
  if (isShallow && commits === 0) {
    throw noHistory(
      'shallow-history',
      'this is a shallow clone with no commit but the newest: nothing tells how often there is one',
      'run `git fetch --unshallow`, or check out with `fetch-depth: 0`',
    );
  }
  if (commits > 0 && commits === wrongDates.ancient) {
    throw noHistory(
      'history-without-dates',
      `all ${commits} commits are dated before 1990: nothing tells which of them are of the period`,
      'say the traffic in pipewright.config.ts',
    );
  }
}

/** More than any repository has; a month of it would take minutes to simulate. */
const mostPerDay = 20_000;

function refuseFlood({ pushes, pullRequests }: HistoryCounts, days: number): void {
  const perDay = Math.round((pushes + pullRequests) / days);
  if (perDay <= mostPerDay) return;
  throw noHistory(
    'crowded-history',
    `the history has ${perDay} pushes and pull requests a day, more than the ${mostPerDay} that a month is simulated with`,
    'if commits were imported, ask for a period after that; or say the traffic in pipewright.config.ts',
  );
}

const noHistory = (code: string, message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code, message, hint }], exitCodes.usage);

/** Above this many commits the branches are not counted. */
const mostCommits = 500_000;

/** The commits that each merge of the period brought; undefined where they are too many. */
async function measureBranches(git: Git, tip: string, { merges, oldest }: HistoryCounts) {
  if (merges === 0) return new Map<string, number>();
  const [before] = oldest?.parents ?? [];
  const ancestry = await readAncestry(git, ['rev-list', '--parents', tip, ...(before ? [`^${before}`] : []), '--']);
  return ancestry && countBranchCommits(ancestry, tip);
}

async function readAncestry(git: Git, args: readonly string[]): Promise<Ancestry | undefined> {
  const ancestry = new Map<string, readonly string[]>();
  let rest = '';
  for await (const chunk of git.stream(...args)) {
    const lines = `${rest}${chunk.toString('latin1')}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [commit = '', ...parents] = line.split(' ');
      ancestry.set(commit, parents);
    }
    if (ancestry.size > mostCommits) return undefined;
  }
  return ancestry;
}
