/** Runs a program with limits on time and output, and reads what it says while it says it. */
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { EngineError } from '../engine.ts';
import { endRest, endTree, forgetTree, startTree } from './process-tree.ts';
import { type Usage, watchUsage } from './process-usage.ts';

export interface ProgramRun {
  readonly command: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly input: string;
  /** Bytes of output at which the program is ended. */
  readonly outputLimit: number;
  readonly signal: AbortSignal | undefined;
  /** Gets the output piece by piece; returns false when it has enough. */
  readonly onText: (text: string) => boolean;
}

export interface ProgramEnd {
  readonly end: 'exited' | 'aborted' | 'enough';
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  /** The last of what it said on standard error. Hostile. */
  readonly complaint: string;
  readonly usage: Usage;
}

/** How long a tree may take to let go of its output once its root has ended, or was told to end. */
const drainMs = 1000;
const complaintLimit = 8192;

/** @throws EngineError when there is no such program, or its output is too large */
export async function runProgram(run: ProgramRun): Promise<ProgramEnd> {
  const child = start(run);
  const usage = watchUsage(child.pid);
  try {
    const end = await converse(child, run);
    return { ...end, usage: await usage.stop() };
  } finally {
    endRest(child);
    forgetTree(child);
    await usage.stop();
  }
}

function start({ command, environment }: ProgramRun): ChildProcessWithoutNullStreams {
  try {
    return startTree(command, environment);
  } catch (error) {
    throw notStarted(command, error);
  }
}

function converse(child: ChildProcessWithoutNullStreams, run: ProgramRun): Promise<Omit<ProgramEnd, 'usage'>> {
  return new Promise((resolve, reject) => {
    let end: ProgramEnd['end'] = 'exited';
    let failure: EngineError | undefined;
    let complaint = '';
    const stop = (reason: ProgramEnd['end']): void => {
      end = reason;
      endTree(child);
      letGo(child);
    };
    const abort = (): void => stop('aborted');
    readOutput(child, run, stop, (error) => {
      failure = error;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-complaintLimit);
    });
    feed(child, run.input);
    child.once('error', (error) => reject(notStarted(run.command, error)));
    child.once('exit', () => letGo(child));
    child.once('close', (code, killedBy) => {
      run.signal?.removeEventListener('abort', abort);
      if (failure) reject(failure);
      else resolve({ end, code, killedBy, complaint });
    });
    if (run.signal?.aborted) abort();
    else run.signal?.addEventListener('abort', abort, { once: true });
  });
}

function readOutput(
  child: ChildProcessWithoutNullStreams,
  { outputLimit, onText }: ProgramRun,
  stop: (reason: ProgramEnd['end']) => void,
  fail: (error: EngineError) => void,
): void {
  const decoder = new TextDecoder();
  let bytes = 0;
  let open = true;
  const take = (text: string): void => {
    if (!open || text === '') return;
    try {
      open = onText(text);
    } catch (error) {
      open = false;
      fail(new EngineError('failed', error instanceof Error ? error.message : String(error), { cause: error }));
    }
    if (!open) stop('enough');
  };
  child.stdout.on('data', (piece: Buffer) => {
    if (!open) return;
    bytes += piece.length;
    if (bytes <= outputLimit) return take(decoder.decode(piece, { stream: true }));
    open = false;
    fail(new EngineError('failed', `the answer is longer than ${outputLimit / 1e6} MB: it was cut off`));
    stop('enough');
  });
  child.stdout.on('end', () => take(decoder.decode()));
}

/** A program need not read its input: that its end of the pipe is closed is no mistake. */
function feed(child: ChildProcessWithoutNullStreams, input: string): void {
  child.stdin.on('error', (error: NodeJS.ErrnoException) => {
    if (!['EPIPE', 'ECONNRESET', 'EOF', 'ERR_STREAM_DESTROYED'].includes(error.code ?? '')) child.emit('error', error);
  });
  child.stdin.end(input);
}

/** What the program left running may hold its output open: it is ended, and then no longer listened to. */
function letGo(child: ChildProcessWithoutNullStreams): void {
  const insist = setTimeout(() => {
    endRest(child);
    child.stdout.destroy();
    child.stderr.destroy();
  }, drainMs);
  child.once('close', () => clearTimeout(insist));
}

function notStarted(command: readonly string[], error: unknown): EngineError {
  const program = command[0] ?? '';
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return new EngineError('not-available', `there is no program "${program}"`, {
      cause: error,
      hint: 'install it, or write its full path',
    });
  if (code === 'EACCES')
    return new EngineError('not-available', `"${program}" is no program, or may not be run`, { cause: error });
  if (code === 'E2BIG')
    return new EngineError('failed', 'the prompt is too long for an argument', {
      cause: error,
      hint: 'leave {prompt} out of the command: the prompt then comes on standard input',
    });
  return new EngineError('failed', `"${program}" can't be started: ${message}`, { cause: error });
}
