/** Asks git about the history of a repository, and reads long answers piece by piece. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { spawnGit } from '../../spawn-git.ts';

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

/**
 * @param root the folder in which git is asked
 * @throws PipelineError with exit code 3, from each question, when there is no git, or it takes too long
 */
export function openGit(root: string, { seconds = 120 }: GitLimits = {}): Git {
  const signal = AbortSignal.timeout(seconds * 1000);
  const start = (args: readonly string[]): Running => {
    const child = spawnGit(root, args, { mayFetch: false, signal, killSignal: 'SIGKILL' });
    child.stdin.end();
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

function watch(child: ChildProcessWithoutNullStreams, seconds: number): Running {
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
