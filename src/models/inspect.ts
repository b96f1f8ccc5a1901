/** Looks whether a model is in the cache, and whether it is what it should be. */
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Model } from '../config/index.ts';
import type { Diagnostic } from '../diagnostics/index.ts';
import { type CacheEntry, cacheEntry, type Metadata, readMetadata, sizeOf } from './cache.ts';
import { diskFailure, isMissing } from './disk-failure.ts';
import { displayUrl, fileUrl, type Hub } from './download/hub.ts';
import type { Expected } from './download/transfer-request.ts';
import { checksumMismatch } from './integrity-failure.ts';
import { type LockedModel, lockedFacts, type ModelLock } from './lock.ts';
import type { OnModelEvent } from './progress.ts';
import { checksumOf, hashAnew } from './verify.ts';

export interface InspectRequest {
  readonly model: Model;
  readonly lock: ModelLock;
  /** The folder of all models. */
  readonly cache: string;
  /** Where it comes from: what another server sent on its first use proves nothing about this one. */
  readonly hub?: Hub | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onEvent?: OnModelEvent | undefined;
}

/** Where a model belongs, and what is known of it. */
export interface Place {
  readonly entry: CacheEntry;
  /** What the URL names. */
  readonly revision: string;
  readonly expected: Expected;
}

export type Inspection =
  | { readonly state: 'absent'; readonly place: Place }
  /** `sha256` is that of the file, and the one expected. */
  | { readonly state: 'ready'; readonly place: Place; readonly sha256: string; readonly bytes: number }
  /** A file is there, and it is not the one expected, or nothing tells which one that is. */
  | { readonly state: 'damaged'; readonly place: Place; readonly finding: Diagnostic };

export interface InspectOptions {
  /** Hash the file even if it has not changed since it was last hashed. */
  readonly anew?: boolean;
}

export async function inspect(request: InspectRequest, { anew = false }: InspectOptions = {}): Promise<Inspection> {
  const place = await placeOf(request);
  const { entry, expected } = place;
  const bytes = await sizeOf(entry.model);
  if (bytes === undefined) return { state: 'absent', place };
  const { model, signal, onEvent } = request;
  if (expected.sha256 === undefined) return { state: 'damaged', place, finding: unrecorded(model, entry) };
  const onProgress = (done: number): void => onEvent?.({ kind: 'hash', id: model.id, done, total: bytes });
  const sha256 = await (anew ? hashAnew : checksumOf)(entry, { signal, onProgress });
  if (sha256 === expected.sha256) return { state: 'ready', place, sha256, bytes };
  const mismatch = { found: sha256, expected: expected.sha256, witness: expected.witness };
  return { state: 'damaged', place, finding: checksumMismatch(model.id, entry.model, mismatch) };
}

/** Whether a file is there under the name of the model; it may still turn out to be damaged. */
export async function isDownloaded(request: InspectRequest): Promise<boolean> {
  return (await sizeOf((await placeOf(request)).entry.model)) !== undefined;
}

async function placeOf({ model, lock, cache, hub }: InspectRequest): Promise<Place> {
  const locked = lockedFacts(lock, model);
  if (locked)
    return { entry: await lockedEntry(cache, model, locked), revision: locked.revision, expected: fromLock(locked) };
  const entry = cacheEntry(cache, model, model.revision);
  const metadata = await readMetadata(entry, model);
  const isOfHub = !hub || metadata?.url === displayUrl(fileUrl(hub, model, model.revision));
  return { entry, revision: model.revision, expected: fromFirstUse(isOfHub ? metadata : undefined) };
}

/** A model that was downloaded before it was locked lies in the folder of its branch: it is the same file. */
async function lockedEntry(cache: string, model: Model, { revision, sha256 }: LockedModel): Promise<CacheEntry> {
  const own = cacheEntry(cache, model, revision);
  if ((await sizeOf(own.model)) !== undefined) return own;
  for (const name of await namesIn(dirname(own.folder))) {
    const other = cacheEntry(cache, model, decodeURIComponent(name));
    const isSame = (await readMetadata(other, model))?.sha256 === sha256;
    if (isSame && (await sizeOf(other.model)) !== undefined) return other;
  }
  return own;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => /^[\w.-]+(%2F[\w.-]+)*$/.test(name));
  } catch (error) {
    if (isMissing(error)) return [];
    throw diskFailure(folder, error);
  }
}

const fromLock = ({ sha256, bytes }: LockedModel): Expected => ({ sha256, bytes, witness: 'lock' });

const fromFirstUse = (metadata: Metadata | undefined): Expected => ({
  sha256: metadata?.sha256,
  bytes: metadata?.size,
  witness: 'first-use',
});

const unrecorded = ({ id }: Model, entry: CacheEntry): Diagnostic => ({
  severity: 'error',
  code: 'unverified-model',
  message: `${id}: nothing tells whether ${entry.model} is the right file: it is not locked, and its metadata.json is missing, or of another model or server`,
  hint: `run \`pipewright models pull ${id}\` to download it anew`,
});
