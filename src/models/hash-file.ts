/** Hashes a file, or the beginning of one, without holding it in memory. */
import { createHash, type Hash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { diskFailure } from './disk-failure.ts';

export interface HashOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

const blockBytes = 4 * 1024 * 1024;

/** The SHA-256 of a whole file, in lower-case hexadecimal digits. */
export async function hashFile(file: string, options: HashOptions = {}): Promise<string> {
  return (await hashBeginning(file, Number.POSITIVE_INFINITY, options)).hash.digest('hex');
}

/** The hash of the first `length` bytes, ready to be gone on with, and how many bytes there were. */
export async function hashBeginning(
  file: string,
  length: number,
  { signal, onProgress }: HashOptions = {},
): Promise<{ readonly hash: Hash; readonly bytes: number }> {
  const hash = createHash('sha256');
  const handle = await open(file).catch((error: unknown) => {
    throw diskFailure(file, error);
  });
  try {
    const block = Buffer.allocUnsafe(blockBytes);
    let done = 0;
    while (done < length) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(block, 0, Math.min(blockBytes, length - done), done);
      if (bytesRead === 0) break;
      hash.update(block.subarray(0, bytesRead));
      done += bytesRead;
      onProgress?.(done);
    }
    return { hash, bytes: done };
  } finally {
    await handle.close();
  }
}
