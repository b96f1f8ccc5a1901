/** Finds the default branch of a repository, as its clone knows it. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { type Diagnostic, didYouMean, PipelineError } from '../../../diagnostics/index.ts';
import type { Git } from './history-git.ts';

export interface DefaultBranch {
  /** `main` */
  readonly name: string;
  /** As people write it, `origin/main`. */
  readonly shown: string;
  /** Why this one. */
  readonly reason: string;
  /** Its newest commit. */
  readonly tip: string;
}

/** What the settings say when they say nothing. */
const usual = 'main';

/**
 * The branch of the settings; else that of the remote, else main or master, else the one that is checked out.
 *
 * What was pushed is what the remote has: its branch comes before the local one of the same name.
 *
 * @throws PipelineError with exit code 2 when there is no repository, no commit, or no such branch
 */
export async function findDefaultBranch(git: Git, root: string, named: string): Promise<DefaultBranch> {
  const inside = await git.tryTo('rev-parse', '--is-inside-work-tree');
  if (!inside.ok) throw noRepository(root, inside.said);
  const candidates =
    named === usual ? await candidatesOf(git) : [{ name: named, reason: 'pipewright.config.ts names it' }];
  for (const candidate of candidates) {
    const found = await resolveBranch(git, candidate.name);
    if (found) return { ...candidate, ...found };
  }
  if (!(await hasCommits(git))) throw noCommits();
  throw noBranch(named, await branchesOf(git));
}

/** @throws PipelineError with exit code 3 when git can't say, as in a broken repository */
async function hasCommits(git: Git): Promise<boolean> {
  for await (const _ of git.stream('rev-list', '--all', '--max-count=1')) return true;
  return false;
}

interface Candidate {
  readonly name: string;
  readonly reason: string;
}

async function candidatesOf(git: Git): Promise<Candidate[]> {
  const ofRemote = await symbolicRef(git, 'refs/remotes/origin/HEAD', 'refs/remotes/origin/');
  const current = await symbolicRef(git, 'HEAD', 'refs/heads/');
  return [
    ...(ofRemote === undefined ? [] : [{ name: ofRemote, reason: 'the default branch of origin' }]),
    ...[usual, 'master'].map((name) => ({ name, reason: 'by its name' })),
    ...(current === undefined ? [] : [{ name: current, reason: 'the branch that is checked out' }]),
  ];
}

async function symbolicRef(git: Git, ref: string, prefix: string): Promise<string | undefined> {
  const target = await git.ask('symbolic-ref', '--quiet', ref);
  return target?.startsWith(prefix) ? target.slice(prefix.length) : undefined;
}

/** Characters that no branch has; in a revision they would mean something else. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
const impossible = /[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{/;

async function resolveBranch(git: Git, name: string): Promise<Pick<DefaultBranch, 'tip' | 'shown'> | undefined> {
  if (impossible.test(name)) return undefined;
  for (const [prefix, shown] of [['refs/remotes/origin/', `origin/${name}`] as const, ['refs/heads/', name] as const]) {
    const tip = await git.ask('rev-parse', '--verify', '--quiet', `${prefix}${name}^{commit}`);
    if (tip) return { tip, shown };
  }
  return undefined;
}

async function branchesOf(git: Git): Promise<string[]> {
  const listed = await git.ask(
    'for-each-ref',
    '--count=500',
    '--format=%(refname)',
    'refs/heads',
    'refs/remotes/origin',
  );
  const names = (listed ?? '').split('\n').map((ref) => ref.replace(/^refs\/(?:heads|remotes\/origin)\//, ''));
  return [...new Set(names)].filter((name) => name !== '' && name !== 'HEAD');
}

const wrongUse = (finding: Omit<Diagnostic, 'severity'>): PipelineError =>
  new PipelineError([{ severity: 'error', ...finding }], exitCodes.usage);

function noRepository(root: string, said: string): PipelineError {
  const reason = said.split('\n', 1)[0] ?? '';
  const isOther = reason !== '' && !/not a git repository/i.test(reason);
  return wrongUse({
    code: 'no-repository',
    message: `${root} has no git history to read${isOther ? `: ${reason}` : ': it is not in a git repository'}`,
    hint: 'go to a clone of the repository, or say the traffic in pipewright.config.ts',
  });
}

const noCommits = (): PipelineError =>
  wrongUse({
    code: 'no-commits',
    message: 'the repository has no commits yet, and so no history',
    hint: 'say the traffic in pipewright.config.ts until there is one',
  });

function noBranch(named: string, branches: readonly string[]): PipelineError {
  if (named !== usual) {
    const hint = didYouMean(named, branches) ?? 'correct traffic.defaultBranch in pipewright.config.ts';
    return wrongUse({ code: 'no-default-branch', message: `there is no branch "${named}", here or on origin`, hint });
  }
  return wrongUse({
    code: 'no-default-branch',
    message:
      'nothing tells which branch is the default: origin has no HEAD, there is no main and no master, and no branch is checked out',
    hint: 'name it in pipewright.config.ts, as in traffic: { defaultBranch: "trunk" }',
  });
}
