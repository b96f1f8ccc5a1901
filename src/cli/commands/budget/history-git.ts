/** Asks git about a repository: within limits, without a shell, and so that nothing in the repository runs a program. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { PipelineError } from '../../../diagnostics/index.ts';

export interface Git {
  /** What a short question is answered with; undefined when git says no. */
  ask(...args: readonly string[]): Promise<string | undefined>;
  /** The same with the reason, where git says no. */
  tryTo(...args: readonly string[]): Promise<GitAnswer>;
  /** Long output, piece by piece; git ends when nobody reads on. */
  stream(...args: readonly string[]): AsyncGenerator<Buffer>;
}

export interface GitAnswer {
  readonly ok: boolean;
  readonly text: string;
  /** What it wrote on standard error. */
  readonly said: string;
}

export interface GitLimits {
  /** For all questions together. @default two minutes */
  readonly seconds?: number;
}

/** No short answer is longer. */
const longestAnswer = 1_000_000;
const longestComplaint = 10_000;

/** Settings of a repository that would have git start a program, or find a repository where there is only a folder of that shape. */
const settings = [
  'core.fsmonitor=false',
  'log.showSignature=false',
  'log.showRoot=true',
  'safe.bareRepository=explicit',
];

/** What a hook that runs us, or somebody's shell, may have set to point git elsewhere. */
const redirections = [
  ...['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_NAMESPACE', 'GIT_PREFIX', 'GIT_GRAFT_FILE'],
  ...['GIT_OBJECT_DIRECTORY', 'GIT_ALTERNATE_OBJECT_DIRECTORIES', 'GIT_SHALLOW_FILE', 'GIT_EXTERNAL_DIFF'],
];

/**
 * @param root the folder in which git is asked
 * @throws PipelineError with exit code 3, from each question, when there is no git, or it takes too long
 */
export function openGit(root: string, { seconds = 120 }: GitLimits = {}): Git {
  const signal = AbortSignal.timeout(seconds * 1000);
  const start = (args: readonly string[]): Running => {
    const options = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn('git', ['--no-pager', '-C', resolve(root), ...options, ...args], {
      // Windows looks for programs in that folder first: it must not be the repository.
      cwd: dirname(process.execPath),
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      signal,
      killSignal: 'SIGKILL',
    });
    return watch(child, seconds);
  };
  const tryTo = async (...args: readonly string[]): Promise<GitAnswer> => {
    const running = start(args);
    const chunks: Buffer[] = [];
    for await (const chunk of running.output(longestAnswer)) chunks.push(chunk);
    const { code, said } = await running.ended;
    const text = Buffer.concat(chunks).toString('utf8');
    return { ok: code === 0, text: text.replace(/\r?\n$/, ''), said };
  };
  return {
    tryTo,
    async ask(...args) {
      const { ok, text } = await tryTo(...args);
      return ok ? text : undefined;
    },
    async *stream(...args) {
      const running = start(args);
      yield* running.output(Number.POSITIVE_INFINITY);
      const { code, said } = await running.ended;
      if (code !== 0) throw gitFailed(args[0] ?? '', said);
    },
  };
}

interface Running {
  /** Up to a number of bytes; then git is ended. */
  output(most: number): AsyncGenerator<Buffer>;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

function watch(child: ChildProcessByStdio<null, Readable, Readable>, seconds: number): Running {
  let said = '';
  let failure: Error | undefined;
  child.stderr.on('data', (data: Buffer) => {
    if (said.length < longestComplaint) said += data.toString('utf8');
  });
  child.on('error', (error) => {
    failure = error;
  });
  const ended = new Promise<{ code: number | null; said: string }>((done, fail) => {
    child.on('close', (code) => (failure ? fail(explain(failure, seconds)) : done({ code, said: said.trim() })));
  });
  // Who stops reading does not wait for the end.
  ended.catch(() => undefined);
  return {
    ended,
    async *output(most) {
      let size = 0;
      let isRead = false;
      try {
        for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
          size += chunk.length;
          if (size > most) return;
          yield chunk;
        }
        isRead = true;
      } finally {
        // One whose output ended is about to end by itself, and its exit code tells how it went.
        if (!isRead) child.kill('SIGKILL');
      }
    },
  };
}

function explain(error: Error, seconds: number): PipelineError {
  if (error.name === 'AbortError') {
    const message = `git took longer than ${seconds} seconds to tell the history`;
    return trouble('slow-history', message, 'ask for a shorter period, as in --from-git 30d', error);
  }
  const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
  const message = isMissing
    ? 'there is no git program on this machine, and only git can tell the history'
    : `git can't be started: ${error.message}`;
  return trouble('no-git', message, 'install git, or say the traffic in pipewright.config.ts', error);
}

function gitFailed(command: string, said: string): PipelineError {
  const lines = said.split('\n');
  const reason = lines.find((line) => /^(?:fatal|error): /.test(line)) ?? lines[0];
  const isPartial = /lazy fetch|promisor|transport '.*' not allowed/i.test(said);
  const hint = 'this is a clone without its folders: fetch them with `git fetch --refetch --filter=blob:none`';
  return trouble(
    'git-failed',
    `git ${command} failed: ${reason || 'it does not say why'}`,
    isPartial ? hint : undefined,
  );
}

const trouble = (code: string, message: string, hint?: string, cause?: unknown): PipelineError =>
  new PipelineError([{ severity: 'error', code, message, hint }], exitCodes.infrastructure, { cause });

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !redirections.includes(name.toUpperCase()));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    // What a partial clone does not have is not fetched: no protocol has that name.
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
  };
}
