/** One attempt at a download: goes on where the part ends if the server lets it, else starts anew. */
import { createHash, type Hash } from 'node:crypto';
import { PipelineError } from '../../diagnostics/index.ts';
import { hashBeginning } from '../hash-file.ts';
import { checksumMismatch, refused } from '../integrity-failure.ts';
import { displayUrl, fileUrl } from './hub.ts';
import { discardPart, keptPart, type PartState } from './part-file.ts';
import { receiveBody } from './receive.ts';
import { type HubFacts, parseBytes, requestFile } from './request.ts';
import { TransientError } from './retry.ts';
import { Silence } from './silence.ts';
import type { TransferRequest, Transferred } from './transfer-request.ts';

interface Kept {
  readonly bytes: number;
  readonly state: PartState | undefined;
  readonly hash: Hash;
}

/**
 * Leaves the whole file in `entry.part`.
 *
 * @throws TransientError for what may pass; PipelineError when the server sends something else, or the disk is full
 */
export async function transfer(request: TransferRequest): Promise<Transferred> {
  const url = fileUrl(request.hub, request.model, request.revision);
  const kept = await hashKept(request, displayUrl(url));
  if (kept.bytes > 0 && kept.bytes === request.expected.bytes) return whole(kept, noFacts);
  const silence = new Silence(request.idleMs);
  try {
    return await ask(request, url, kept, silence);
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    request.signal.throwIfAborted();
    if (!silence.signal.aborted) throw error;
    throw new TransientError(`${url.host} has sent nothing for ${request.idleMs / 1000} s`, { cause: error });
  } finally {
    silence.end();
  }
}

async function ask(request: TransferRequest, url: URL, kept: Kept, silence: Silence): Promise<Transferred> {
  const signal = AbortSignal.any([request.signal, silence.signal]);
  const headers = kept.state ? { range: `bytes=${kept.bytes}-`, 'if-range': kept.state.validator } : {};
  const { response, facts } = await requestFile({ hub: request.hub, url, method: 'GET', headers, signal });
  await requireSameFile(request, response, facts);
  const { status } = response;
  if (status === 416 && isWhole(response, kept)) return whole(kept, facts, response);
  const resumed = status === 206 && kept.bytes > 0 && rangeStart(response) === kept.bytes;
  if (status === 416 || (status === 206 && !resumed)) return startAnew(request, response);
  if (status !== 200 && !resumed) throw new TransientError(`${url.host} answered with status ${status}`);
  if (kept.bytes > 0 && !resumed) tellRestart(request, 'the file has changed, or the server sends it only whole');
  const start = resumed ? kept : { bytes: 0, hash: createHash('sha256') };
  return { ...(await receiveBody({ request, response, facts, start, silence, url })), facts, resumed };
}

/** The hub names the checksum before it sends a byte: a wrong one saves the download. */
async function requireSameFile(
  { model, expected }: TransferRequest,
  response: Response,
  facts: HubFacts,
): Promise<void> {
  if (!expected.sha256 || !facts.sha256 || expected.sha256 === facts.sha256) return;
  await response.body?.cancel();
  const mismatch = { found: facts.sha256, expected: expected.sha256, witness: expected.witness };
  throw refused(checksumMismatch(model.id, 'what the hub offers', mismatch));
}

/** The part of an earlier attempt; it is hashed before the server is asked, so that no connection waits for it. */
async function hashKept({ entry, model, signal, onEvent }: TransferRequest, url: string): Promise<Kept> {
  const { bytes: total, state } = await keptPart(entry, url);
  if (total === 0) return { bytes: 0, state: undefined, hash: createHash('sha256') };
  const onProgress = (done: number): void => onEvent({ kind: 'hash', id: model.id, done, total });
  return { ...(await hashBeginning(entry.part, total, { signal, onProgress })), state };
}

/** The part reached the end of the file already. */
async function whole({ bytes, hash }: Kept, facts: HubFacts, response?: Response): Promise<Transferred> {
  await response?.body?.cancel();
  return { sha256: hash.digest('hex'), bytes, facts, resumed: true };
}

async function startAnew(request: TransferRequest, response: Response): Promise<never> {
  await response.body?.cancel();
  await discardPart(request.entry);
  const reason = 'what is there of it does not fit the file of the server';
  tellRestart(request, reason);
  throw new TransientError(reason);
}

const tellRestart = ({ model, onEvent }: TransferRequest, reason: string): void =>
  onEvent({ kind: 'restart', id: model.id, reason });

const contentRange = (response: Response): string => response.headers.get('content-range') ?? '';

const rangeStart = (response: Response): number | undefined =>
  parseBytes(/^bytes (\d+)-/.exec(contentRange(response))?.[1] ?? null);

const isWhole = (response: Response, { bytes }: Kept): boolean =>
  bytes > 0 && parseBytes(/^bytes \*\/(\d+)$/.exec(contentRange(response))?.[1] ?? null) === bytes;

const noFacts: HubFacts = { sha256: undefined, bytes: undefined, revision: undefined };
