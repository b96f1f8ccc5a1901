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
  const waiting: { readonly done: (findings: PeerFinding[][]) => void; readonly fail: (error: unknown) => void }[] = [];
  let broken: unknown;
  worker.on('message', ({ findings, error }: Answer) => {
    const next = waiting.shift();
    if (waiting.length === 0) worker.unref();
    if (findings) next?.done(findings);
    else next?.fail(error);
  });
  worker.once('error', (error) => {
    broken = error;
    for (const { fail } of waiting.splice(0)) fail(error);
  });
  return (files) =>
    new Promise((done, fail) => {
      if (broken) return fail(broken);
      waiting.push({ done, fail });
      worker.ref();
      // Nothing but their text: the rest of what the caller knows can't leave its thread.
      worker.postMessage(files.map(({ path, text, aliases }) => ({ path, text, aliases })));
    });
}
