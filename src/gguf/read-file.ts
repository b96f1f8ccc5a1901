/** Reads the header of a GGUF file on disk without reading its tensors. */
import { type FileHandle, open } from 'node:fs/promises';
import { limits } from './cursor.ts';
import { GgufError } from './error.ts';
import type { GgufHeader } from './header.ts';
import { readGgufHeader } from './read-header.ts';

const firstRead = 1024 * 1024;

export interface GgufFile {
  readonly header: GgufHeader;
  readonly fileBytes: number;
}

/**
 * Reads the header of a file; of its data nothing.
 *
 * @throws GgufError when it is no GGUF file or a damaged one; Node's own error when it can't be opened
 * @example
 * const { header, fileBytes } = await readGguf('model.gguf');
 */
export async function readGguf(file: string): Promise<GgufFile> {
  const handle = await open(file, 'r');
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new GgufError('not-gguf', 'this is no file', 0, 'name a model in GGUF format');
    return { header: await readGrowing(handle, stat.size), fileBytes: stat.size };
  } finally {
    await handle.close();
  }
}

/** The length of a header is nowhere told: reads more until it is whole. */
async function readGrowing(handle: FileHandle, fileBytes: number): Promise<GgufHeader> {
  const most = Math.min(fileBytes, limits.headerBytes);
  for (let length = Math.min(firstRead, most); ; length = Math.min(length * 4, most)) {
    try {
      return readGgufHeader(await readStart(handle, length));
    } catch (error) {
      const more = error instanceof GgufError && error.code === 'truncated' && length < most;
      if (!more) throw error;
    }
  }
}

async function readStart(handle: FileHandle, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}
