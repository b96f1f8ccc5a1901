/** Asks one of the other programs on a thread of its own, beside the rules. */
import { parentPort, workerData } from 'node:worker_threads';
import { loadPeer } from './load.ts';
import type { PeerFile, PeerName } from './peer.ts';

const peer = loadPeer((workerData as { readonly peer: PeerName }).peer);

parentPort?.on('message', async (files: readonly PeerFile[]) => {
  try {
    parentPort?.postMessage({ findings: await (await peer)(files) });
  } catch (error) {
    parentPort?.postMessage({ error });
  }
});
