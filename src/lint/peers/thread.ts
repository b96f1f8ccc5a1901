/** Asks one of the other programs on a thread of its own, beside the rules. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadPeer } from './load.ts';
import type { PeerFile, PeerName } from './peer.ts';

const peer = loadPeer((workerData as { readonly peer: PeerName }).peer);

let last: Promise<void> = Promise.resolve();

// One after the other: the answers have no names.
parentPort?.on('message', (files: readonly PeerFile[]) => {
  last = last.then(() => answer(files));
});

async function answer(files: readonly PeerFile[]): Promise<void> {
  try {
    parentPort?.postMessage({ findings: await (await peer)(files) });
  } catch (error) {
    parentPort?.postMessage({ error });
  }
}
