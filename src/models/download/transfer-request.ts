/** What an attempt at a download is given, and what it gives. */
import type { Model } from '../../config/index.ts';
import type { CacheEntry } from '../cache.ts';
import type { Witness } from '../integrity-failure.ts';
import type { OnModelEvent } from '../progress.ts';
import type { Hub } from './hub.ts';
import type { HubFacts } from './request.ts';

/** What is known of the file before it comes. */
export interface Expected {
  readonly sha256?: string | undefined;
  readonly bytes?: number | undefined;
  readonly witness: Exclude<Witness, 'hub'>;
}

export interface TransferRequest {
  readonly hub: Hub;
  readonly model: Model;
  readonly revision: string;
  readonly entry: CacheEntry;
  readonly expected: Expected;
  /** The longest silence of the server, milliseconds. */
  readonly idleMs: number;
  readonly signal: AbortSignal;
  readonly onEvent: OnModelEvent;
}

/** The part is whole, as far as its length tells. */
export interface Transferred {
  readonly sha256: string;
  readonly bytes: number;
  readonly facts: HubFacts;
  /** Whether an earlier attempt had fetched some of it. */
  readonly resumed: boolean;
}
