/** Lets one process at a time work on an entry of the cache; the others wait, and find what it has made. */
import { setTimeout as sleep } from 'node:timers/promises';
import { PipelineError } from '../../diagnostics/index.ts';
import { type CacheEntry, createFolder, sizeOf } from '../cache.ts';
import { diskFailure } from '../disk-failure.ts';

export interface LockOptions {
  /** A holder that has not shown life for so long is dead, milliseconds; at least 2,000. */
  readonly staleMs: number;
  readonly signal: AbortSignal;
  /** Called while another process holds the lock, with how much it has downloaded. */
  readonly onWait: (done: number) => void;
}

const pollMs = 250;

/** Runs `work` alone; its signal aborts too when another process takes the lock away from a holder that slept. */
export async function alone<T>(
  entry: CacheEntry,
  { staleMs, signal, onWait }: LockOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  await createFolder(entry.folder);
  const lost = new AbortController();
  const onCompromised = (error: Error): void => lost.abort(error);
  let release = await tryLock(entry, staleMs, onCompromised);
  while (!release) {
    onWait((await sizeOf(entry.part)) ?? 0);
    await sleep(pollMs, undefined, { signal });
    release = await tryLock(entry, staleMs, onCompromised);
  }
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } catch (error) {
    throw lost.signal.aborted && !signal.aborted ? takenOver(entry, error) : error;
  } finally {
    if (!lost.signal.aborted) await release();
  }
}

let loading: Promise<typeof import('proper-lockfile')> | undefined;

/**
 * The library of the lock, without its listeners to signals: it ends the process at any that nobody else listens to, and
 * so would take Ctrl-C, and the error of a full disk (SIGXFSZ), out of the hands of the command line.
 */
async function loadLockfile(): Promise<typeof import('proper-lockfile')> {
  const before = new Set(signalListeners().map(({ listener }) => listener));
  const { default: lockfile } = await import('proper-lockfile');
  // Node ignores this one until someone listens, and never again: a write past a limit is to fail, not to kill.
  if (process.platform !== 'win32') process.on('SIGXFSZ', ignore);
  for (const { signal, listener } of signalListeners()) {
    if (!before.has(listener) && listener !== ignore) process.off(signal, listener);
  }
  return lockfile;
}

const ignore = (): void => undefined;

const signalListeners = () =>
  process
    .eventNames()
    .filter((name): name is NodeJS.Signals => typeof name === 'string' && name.startsWith('SIG'))
    .flatMap((signal) => process.listeners(signal).map((listener) => ({ signal, listener })));

async function tryLock(
  { folder, lock: lockfilePath }: CacheEntry,
  stale: number,
  onCompromised: (error: Error) => void,
): Promise<(() => Promise<void>) | undefined> {
  loading ??= loadLockfile();
  const { lock } = await loading;
  try {
    return await lock(folder, { lockfilePath, stale, realpath: false, onCompromised });
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    if (error.code === 'ELOCKED') return undefined;
    throw diskFailure(folder, error);
  }
}

const takenOver = ({ folder }: CacheEntry, cause: unknown): PipelineError => {
  const message = `another process took this one for dead, and downloads into ${folder} now`;
  const hint = 'run the command again, it waits for the other one';
  return new PipelineError([{ severity: 'error', code: 'download-failed', message, hint }], 3, { cause });
};
