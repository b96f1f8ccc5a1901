/** Makes the other programs ready, on threads of their own where that pays. */
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { loadPeer } from './load.ts';
import type { Peer, PeerFinding, PeerName } from './peer.ts';

/**
 * Makes a program ready, and returns the function that has it read files.
 *
 * A thread loads the program while this one does something else; without one it is loaded when files come.
 */
export function startPeer(name: PeerName, onThread: boolean): Peer {
  const here: Peer = async (files) => (files.length === 0 ? [] : (await loadPeer(name))(files));
  return onThread ? (startThread(name) ?? here) : here;
}

interface Answer {
  readonly findings?: PeerFinding[][];
  readonly error?: unknown;
}

/** The thread is a module of the build; where the sources themselves run there is none. */
function startThread(peer: PeerName): Peer | undefined {
  const script = new URL('../lint/peer-thread.js', import.meta.url);
  if (!existsSync(script)) return undefined;
  const worker = new Worker(script, { workerData: { peer }, resourceLimits: { maxYoungGenerationSizeMb: 64 } });
  // A run that ends early, on a mistake in a pipeline, does not wait for it.
  worker.unref();
  const failed = new Promise<never>((_, fail) => worker.once('error', fail));
  // Whoever asks for findings is told; when nobody asks, nothing is lost.
  failed.catch(() => {});
  return async (files) => {
    if (files.length === 0) return [];
    const answered = new Promise<PeerFinding[][]>((done, fail) => {
      worker.ref();
      worker.once('message', ({ findings, error }: Answer) => {
        worker.unref();
        if (findings) done(findings);
        else fail(error);
      });
    });
    // Nothing but their text: the rest of what the caller knows can't leave its thread.
    worker.postMessage(files.map(({ path, text, aliases }) => ({ path, text, aliases })));
    return Promise.race([answered, failed]);
  };
}
