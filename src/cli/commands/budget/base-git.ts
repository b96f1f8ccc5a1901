/** Asks git about a commit, with a limit on how long it may take and how much it may say. */
import { PipelineError } from '../../../diagnostics/index.ts';
import { spawnGit } from '../../spawn-git.ts';

export type GitAnswer =
  | { readonly ok: true; readonly output: Buffer }
  /** The code is null where a signal ended it. */
  | { readonly ok: false; readonly code: number | null; readonly said: string };

export interface GitOptions {
  /** What it reads. */
  readonly input?: string;
  /** What it may answer. @default 64 MB */
  readonly mostBytes?: number;
  /** How long it may take, in milliseconds. @default 2 minutes: in a partial clone it may have to fetch */
  readonly timeout?: number;
  /** The program. */
  readonly program?: string;
}

/**
 * Runs git in a folder.
 *
 * @throws PipelineError with exit code 3 when there is no git, or it takes too long or says too much
 */
export function askGit(root: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  const { input = '', mostBytes = 64_000_000, timeout = 120_000, program = 'git' } = options;
  const child = spawnGit(root, args, { program, mayFetch: true });
  const output: Buffer[] = [];
  let [bytes, said] = [0, ''];
  return new Promise((answer, fail) => {
    const stop = (why: string): void => {
      child.kill('SIGKILL');
      fail(trouble(`git ${args[0]} ${why}`, undefined));
    };
    const timer = setTimeout(stop, timeout, `has not answered after ${timeout / 1000} seconds`);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > mostBytes) return stop(`says more than ${mostBytes / 1e6} MB`);
      output.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said = `${said}${chunk.toString('utf8')}`.slice(0, 2000);
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(trouble(`git can't be started: ${error.message}`, 'install git, and see that it is on PATH', error));
    });
    child.on('close', (code) => {
      clearTimeout(timer);
      answer(code === 0 ? { ok: true, output: Buffer.concat(output) } : { ok: false, code, said: said.trim() });
    });
    child.stdin.end(input);
  });
}

/** What git answers, as text. @throws PipelineError with exit code 3 when it fails */
export async function tellByGit(root: string, args: readonly string[], options?: GitOptions): Promise<Buffer> {
  const answer = await askGit(root, args, options);
  if (answer.ok) return answer.output;
  throw gitFailure(args, answer);
}

export function gitFailure(args: readonly string[], { said, code }: Extract<GitAnswer, { ok: false }>): PipelineError {
  const why = said.split('\n')[0] || `exit code ${code}`;
  const hint = said.includes('safe.directory')
    ? 'git trusts the folder when its owner runs it, or once it is in `git config --global safe.directory`'
    : 'see whether `git fsck` finds something';
  return trouble(`git ${args[0]} fails: ${why}`, hint);
}

const trouble = (message: string, hint: string | undefined, cause?: unknown): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'git-failed', message, hint }], 3, { cause });
