/** Finds the commit that a change is compared with, and says how to get it where it is not there. */
import { PipelineError } from '../../../diagnostics/index.ts';
import { askGit, gitFailure } from './base-git.ts';

export interface BaseCommit {
  /** The ref under which it was found. */
  readonly ref: string;
  /** 40 or 64 hexadecimal digits. */
  readonly id: string;
  /** Whether the history is cut off in this clone. */
  readonly shallow: boolean;
}

/**
 * The commit of a ref; a branch that only the remote `origin` has is found there.
 *
 * @param root a folder in the repository
 * @throws PipelineError with exit code 2 when there is no such commit or no repository, 3 when git fails
 */
export async function findCommit(root: string, ref: string): Promise<BaseCommit> {
  if (!isRef(ref)) throw wrongRef(`${JSON.stringify(ref.slice(0, 80))} is no ref`, 'name a branch, a tag or a commit');
  const shallow = await isShallow(root);
  for (const name of [ref, `origin/${ref}`]) {
    const full = name === ref ? ref : `refs/remotes/${name}`;
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${full}^{commit}`];
    const answer = await askGit(root, args);
    const id = answer.ok ? answer.output.toString('utf8').trim() : '';
    if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id)) return { ref: name, id, shallow };
  }
  throw wrongRef(
    `there is no commit "${ref}" in this ${shallow ? 'shallow clone' : 'repository'}`,
    adviceFor(ref, shallow),
  );
}

/** Git takes what starts with a hyphen for an option, and refuses control characters. */
const isRef = (ref: string): boolean =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what a ref can't have
  ref.length > 0 && ref.length <= 1000 && !/^-|[\u0000-\u001f\u007f]/.test(ref);

async function isShallow(root: string): Promise<boolean> {
  const args = ['rev-parse', '--is-shallow-repository'];
  const answer = await askGit(root, args);
  if (answer.ok) return answer.output.toString('utf8').trim() === 'true';
  if (!/not a git repository/i.test(answer.said)) throw gitFailure(args, answer);
  throw wrongRef(
    `there is no git repository at ${root}`,
    'without one, name two reports that `pipewright budget --json` wrote',
  );
}

/** What to fetch; only for what is surely a name, since people paste it. */
function adviceFor(ref: string, shallow: boolean): string {
  const depth = shallow ? '--depth=1 ' : '';
  const name = ref.replace(/^(?:refs\/remotes\/)?origin\//, '').replace(/^refs\/heads\//, '');
  if (/^[0-9a-f]{40}$/.test(name)) return `fetch it: git fetch ${depth}origin ${name}`;
  if (/^\w[\w./-]*$/.test(name) && !name.includes('..'))
    return `fetch it: git fetch ${depth}origin ${name}:refs/remotes/origin/${name}`;
  return shallow
    ? 'fetch the history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout'
    : 'see `git branch --all`';
}

/** Whether the working tree comes after a commit; undefined where the clone is too shallow to tell. */
export async function isAncestor(root: string, { id, shallow }: BaseCommit): Promise<boolean | undefined> {
  const answer = await askGit(root, ['merge-base', '--is-ancestor', id, 'HEAD']);
  if (answer.ok) return true;
  return shallow || answer.code !== 1 ? undefined : false;
}

const wrongRef = (message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'no-base', message, hint }], 2);
