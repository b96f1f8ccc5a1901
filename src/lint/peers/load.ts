/** Loads the other programs when they are asked. */
import type { Peer, PeerName } from './peer.ts';

const peers: Readonly<Record<PeerName, () => Promise<Peer>>> = {
  'github-parser': async () => (await import('./github-parser.ts')).readWorkflows,
  actionlint: async () => (await import('./actionlint.ts')).loadActionlint(),
};

export const loadPeer = (name: PeerName): Promise<Peer> => peers[name]();
