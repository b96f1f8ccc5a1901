/** Brings a model into the cache unless it is there, and answers for its being the right one. */
import { rename, rm } from 'node:fs/promises';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { checkGguf } from '../gguf/index.ts';
import { type CacheEntry, writeMetadata } from './cache.ts';
import { diskFailure } from './disk-failure.ts';
import { type DownloadLimits, defaultDownloadLimits, download } from './download/download.ts';
import { displayUrl, fileUrl, type Hub } from './download/hub.ts';
import { alone } from './download/process-lock.ts';
import type { Transferred } from './download/transfer-request.ts';
import { type Inspection, type InspectRequest, inspect, type Place } from './inspect.ts';
import { refused } from './integrity-failure.ts';
import type { OnModelEvent } from './progress.ts';
import { markVerified } from './verify.ts';
import { removeLeftovers } from './write-atomically.ts';

export interface EnsureRequest extends InspectRequest {
  readonly hub: Hub;
  readonly offline: boolean;
  readonly signal: AbortSignal;
  readonly onEvent: OnModelEvent;
  /** @default defaultDownloadLimits */
  readonly limits?: DownloadLimits | undefined;
  /** After how many milliseconds a process that holds the download and shows no life is dead. @default 10000 */
  readonly staleMs?: number | undefined;
}

/** A model in the cache, verified. */
export interface CachedModel {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether it was downloaded just now. */
  readonly fresh: boolean;
}

/**
 * The verified model; downloaded when it is not there, or is damaged.
 *
 * @throws PipelineError with exit code 1 when it is not the file of the lock, or of its first use; 3 for network and disk
 */
export async function ensureModel(request: EnsureRequest): Promise<CachedModel> {
  const found = await inspect(request);
  if (found.state === 'ready') return ready(found, false);
  if (request.offline) throw offlineFailure(request, found);
  const { signal, staleMs = 10_000, model, onEvent } = request;
  const onWait = (done: number): void =>
    onEvent({ kind: 'wait', id: model.id, done, total: found.place.expected.bytes });
  return alone(found.place.entry, { staleMs, signal, onWait }, (held) => fetchModel({ ...request, signal: held }));
}

/** Under the lock: another process may have been faster. */
async function fetchModel(request: EnsureRequest): Promise<CachedModel> {
  const found = await inspect(request);
  if (found.state === 'ready') return ready(found, false);
  const { entry } = found.place;
  await removeLeftovers(entry.folder);
  if (found.state === 'damaged') {
    request.onEvent({ kind: 'restart', id: request.model.id, reason: found.finding.message });
    await remove(entry.model);
  }
  const started = performance.now();
  const transferred = await download({
    ...request,
    ...found.place,
    limits: request.limits ?? defaultDownloadLimits,
  });
  await requireModel(entry, found.place, transferred);
  await install(request, found.place, transferred, (performance.now() - started) / 1000);
  return { path: entry.model, sha256: transferred.sha256, bytes: transferred.bytes, fresh: true };
}

/**
 * The last look before the file gets its name. A file that the lock or the hub vouches for may be of a kind that only
 * another engine reads; one that nobody vouches for must be sound.
 */
async function requireModel({ part }: CacheEntry, { expected }: Place, { facts }: Transferred): Promise<void> {
  const vouched = (expected.sha256 ?? facts.sha256) !== undefined;
  const { problems } = await checkGguf(part);
  const errors = problems.filter(({ severity, code }) => severity === 'error' && (!vouched || isNoGguf(code)));
  if (errors.length === 0) return;
  await remove(part);
  throw new PipelineError(errors, 1);
}

const isNoGguf = (code: string): boolean => ['gguf-not-gguf', 'gguf-truncated', 'gguf-malformed'].includes(code);

/** First what the file is, then its name: whatever stops us between, no file without a record is ever taken for good. */
async function install(request: EnsureRequest, place: Place, done: Transferred, duration: number): Promise<void> {
  const { model, hub } = request;
  const { entry, revision } = place;
  await writeMetadata(entry, {
    model: model.id,
    repository: model.repository,
    file: model.file,
    quantization: model.quantization,
    size: done.bytes,
    sha256: done.sha256,
    revision: done.facts.revision ?? revision,
    url: displayUrl(fileUrl(hub, model, revision)),
    downloaded_at: new Date().toISOString(),
    duration,
  });
  await remove(entry.partState);
  await rename(entry.part, entry.model).catch((error: unknown) => {
    throw diskFailure(entry.model, error);
  });
  await markVerified(entry, done.sha256);
}

async function remove(file: string): Promise<void> {
  await rm(file, { force: true }).catch((error: unknown) => {
    throw diskFailure(file, error);
  });
}

const ready = ({ place, sha256, bytes }: Extract<Inspection, { state: 'ready' }>, fresh: boolean): CachedModel => ({
  path: place.entry.model,
  sha256,
  bytes,
  fresh,
});

function offlineFailure({ model: { id } }: EnsureRequest, found: Inspection): PipelineError {
  if (found.state === 'damaged') return refused(found.finding);
  const finding: Diagnostic = {
    severity: 'error',
    code: 'not-downloaded',
    message: `${id} is not downloaded, and we are offline`,
    hint: `run \`pipewright models pull ${id}\` with a network, or take --model embedded`,
  };
  return new PipelineError([finding], 3);
}
