/** Takes the body of an answer into the part: hashes while it writes, and takes no byte more than was announced. */
import type { Hash } from 'node:crypto';
import { refused, sizeMismatch, type Witness } from '../integrity-failure.ts';
import { type ChunkReader, readChunk, readGgufStart } from './chunks.ts';
import { requireSpace } from './free-space.ts';
import { displayUrl } from './hub.ts';
import { type PartState, PartWriter, startPart } from './part-file.ts';
import { type HubFacts, parseBytes } from './request.ts';
import { TransientError } from './retry.ts';
import type { Silence } from './silence.ts';
import type { TransferRequest } from './transfer-request.ts';

export interface Body {
  readonly request: TransferRequest;
  readonly response: Response;
  readonly facts: HubFacts;
  /** What is there already: its bytes and their hash. */
  readonly start: { readonly bytes: number; readonly hash: Hash };
  readonly silence: Silence;
  readonly url: URL;
}

/** The file as it is when all has come. */
export interface Received {
  readonly sha256: string;
  readonly bytes: number;
}

/** How long the file may be, who says so, and whether that is its exact length. */
interface Limit {
  readonly bytes: number;
  readonly isExact: boolean;
  readonly witness: Witness;
}

/** @throws TransientError when the body breaks off; PipelineError when it is not the file, or the disk is full */
export async function receiveBody(body: Body): Promise<Received> {
  const { request, response, start, url } = body;
  if (!response.body) throw new TransientError(`${url.host} sent no body`);
  const reader = response.body.getReader();
  try {
    const first = start.bytes === 0 ? await readGgufStart(reader, url, request.model.id) : undefined;
    const limit = await admit(body);
    if (start.bytes === 0) await startPart(request.entry, stateOf(response, url));
    return await pump(body, reader, limit, first);
  } catch (error) {
    // The connection is of no more use; what matters is why.
    reader.cancel().catch(() => undefined);
    throw error;
  }
}

/** Compares the length that the server declares with what is known, and makes sure of the room for it. */
async function admit({ request, response, facts, start, url }: Body): Promise<Limit> {
  const { model, expected, entry } = request;
  // Of a body that was compressed on its way the length says nothing.
  const isEncoded = response.headers.has('content-encoding');
  const length = isEncoded ? undefined : parseBytes(response.headers.get('content-length'));
  const found = length === undefined ? undefined : start.bytes + length;
  const known = expected.bytes ?? facts.bytes;
  const witness = expected.bytes === undefined ? 'hub' : expected.witness;
  if (known !== undefined && found !== undefined && found !== known) {
    throw refused(sizeMismatch(model.id, displayUrl(url), { found, expected: known, witness }));
  }
  const exact = known ?? found;
  await requireSpace(entry.folder, (exact ?? model.megabytes * 1e6) - start.bytes);
  // Without a word on the length, twice of what the catalog says is surely too much.
  return { bytes: exact ?? model.megabytes * 2e6, isExact: exact !== undefined, witness };
}

async function pump(body: Body, reader: ChunkReader, limit: Limit, first: Uint8Array | undefined): Promise<Received> {
  const { request, start, silence, url } = body;
  const { id } = request.model;
  const total = limit.isExact ? limit.bytes : undefined;
  const writer = await PartWriter.open(request.entry.part, start.bytes);
  try {
    for (let chunk = first ?? (await readChunk(reader, url)); chunk; chunk = await readChunk(reader, url)) {
      requireWithin(body, limit, writer.position + chunk.length);
      start.hash.update(chunk);
      await writer.write(chunk);
      silence.hear();
      request.onEvent({ kind: 'download', id, done: writer.position, total });
    }
  } finally {
    await writer.close();
  }
  const bytes = writer.position;
  if (!limit.isExact || bytes === limit.bytes) return { sha256: start.hash.digest('hex'), bytes };
  throw new TransientError(`${url.host} ended the file after ${bytes} of ${limit.bytes} bytes`);
}

function requireWithin({ request, url }: Body, { bytes: expected, witness }: Limit, found: number): void {
  if (found <= expected) return;
  const where = `what comes from ${displayUrl(url)}`;
  throw refused(sizeMismatch(request.model.id, where, { found, expected, witness }));
}

/** What lets a later attempt ask for the rest of this very file; a weak tag does not. */
function stateOf({ headers }: Response, url: URL): PartState | undefined {
  const etag = headers.get('etag');
  const validator = etag?.startsWith('"') ? etag : headers.get('last-modified');
  return validator ? { url: displayUrl(url), validator } : undefined;
}
