/** Reads the body of an answer piece by piece, and looks at its beginning before any of it is kept. */
import { PipelineError } from '../../diagnostics/index.ts';
import { notGguf } from '../integrity-failure.ts';
import { displayUrl } from './hub.ts';
import { reasonOf } from './request.ts';
import { TransientError } from './retry.ts';

export type ChunkReader = ReadableStreamDefaultReader<Uint8Array>;

// Source: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
const magic = Buffer.from('GGUF', 'latin1');

/**
 * The next piece; undefined at the end.
 *
 * @throws TransientError when the connection breaks
 */
export async function readChunk(reader: ChunkReader, url: URL): Promise<Uint8Array | undefined> {
  try {
    return (await reader.read()).value;
  } catch (error) {
    throw new TransientError(`the connection to ${url.host} broke: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * The first pieces of a GGUF file.
 *
 * @throws PipelineError with exit code 3 and the first words of what comes instead
 */
export async function readGgufStart(reader: ChunkReader, url: URL, id: string): Promise<Uint8Array> {
  let start: Uint8Array = new Uint8Array();
  while (start.length < magic.length) {
    const chunk = await readChunk(reader, url);
    if (!chunk) break;
    start = Buffer.concat([start, chunk]);
  }
  if (magic.equals(start.subarray(0, magic.length))) return start;
  throw new PipelineError([notGguf(id, displayUrl(url), start)], 3);
}
