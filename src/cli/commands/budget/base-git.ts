/** Asks git about a repository: without a shell, without anything that the repository could have it run, and not for ever. */
import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { dirname } from 'node:path';
import { PipelineError } from '../../../diagnostics/index.ts';

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

// Monitors and hooks are programs that the settings of a repository name, and any folder can look like a bare one.
const settings = ['core.fsmonitor=false', `core.hooksPath=${devNull}`, 'safe.bareRepository=explicit'];
const always = [
  '--no-pager',
  '--no-optional-locks',
  '--literal-pathspecs',
  ...settings.flatMap((each) => ['-c', each]),
];

/** Where git looks for the repository instead of where it is told to, while a hook runs. */
const placeVariables = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX', 'GIT_COMMON_DIR', 'GIT_NAMESPACE'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE', 'GIT_GRAFT_FILE'],
];

/**
 * Runs git in a folder.
 *
 * @throws PipelineError with exit code 3 when there is no git, or it takes too long or says too much
 */
export function askGit(root: string, args: readonly string[], options: GitOptions = {}): Promise<GitAnswer> {
  const { input = '', mostBytes = 64_000_000, timeout = 120_000, program = 'git' } = options;
  // Windows looks for programs in the folder that they start in before anywhere else: it must not be the repository.
  const cwd = dirname(process.execPath);
  const child = spawn(program, ['-C', root, ...always, ...args], { cwd, env: environment(), windowsHide: true });
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
    // It may end before it has read everything: its answer says why.
    child.stdin.on('error', () => undefined);
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

function environment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !placeVariables.includes(name.toUpperCase()));
  // Messages are looked at, and nobody is there to type a password.
  return { ...Object.fromEntries(own), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0' };
}

const trouble = (message: string, hint: string | undefined, cause?: unknown): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'git-failed', message, hint }], 3, { cause });
