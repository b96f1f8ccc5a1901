/** What has come of a file: kept when a download breaks off, so that the next one goes on from there. */
import { type FileHandle, open, rm, truncate } from 'node:fs/promises';
import * as z from 'zod';
import { type CacheEntry, readJson, sizeOf, writeJson } from '../cache.ts';
import { diskFailure } from '../disk-failure.ts';

/** Which file of which server the part is of. */
const partStateSchema = z.strictObject({
  url: z.string(),
  /** For `If-Range`: a strong entity tag, or the date of the last change. */
  validator: z.string().regex(/^[\x20-\x7e]{1,1000}$/),
});

export type PartState = z.output<typeof partStateSchema>;

export interface KeptPart {
  readonly bytes: number;
  /** undefined when there is no telling what the part is of: then it is of no use. */
  readonly state: PartState | undefined;
}

/** The part of this very address. */
export async function keptPart(entry: CacheEntry, url: string): Promise<KeptPart> {
  const [bytes = 0, state] = await Promise.all([sizeOf(entry.part), readJson(entry.partState, partStateSchema)]);
  return bytes > 0 && state?.url === url ? { bytes, state } : { bytes: 0, state: undefined };
}

export async function discardPart(entry: CacheEntry): Promise<void> {
  for (const file of [entry.part, entry.partState]) {
    await rm(file, { force: true }).catch((error: unknown) => {
      throw diskFailure(file, error);
    });
  }
}

/** Makes an empty part of a file; the old content goes before the new state comes, never the other way round. */
export async function startPart(entry: CacheEntry, state: PartState | undefined): Promise<void> {
  await discardPart(entry);
  if (state) await writeJson(entry.partState, state);
}

const blockBytes = 1024 * 1024;

/** Appends to a part, block by block: chunks of the network are small, and a write for each of them is slow. */
export class PartWriter {
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #block = Buffer.allocUnsafe(blockBytes);
  #filled = 0;
  #written: number;
  #failed = false;

  private constructor(handle: FileHandle, path: string, offset: number) {
    this.#handle = handle;
    this.#path = path;
    this.#written = offset;
  }

  /** Goes on at `offset`; what stands behind it is cut off. */
  static async open(path: string, offset: number): Promise<PartWriter> {
    try {
      if (offset > 0) await truncate(path, offset);
      return new PartWriter(await open(path, offset > 0 ? 'r+' : 'w'), path, offset);
    } catch (error) {
      throw diskFailure(path, error);
    }
  }

  /** How far the part reaches, with what is not written yet. */
  get position(): number {
    return this.#written + this.#filled;
  }

  async write(chunk: Uint8Array): Promise<void> {
    for (let taken = 0; taken < chunk.length; ) {
      const piece = chunk.subarray(taken, taken + blockBytes - this.#filled);
      this.#block.set(piece, this.#filled);
      this.#filled += piece.length;
      taken += piece.length;
      if (this.#filled === blockBytes) await this.#flush();
    }
  }

  /** Writes what is left, and closes the file whether that works or not. */
  async close(): Promise<void> {
    try {
      // After a failure a second try would only hide the first.
      if (!this.#failed) await this.#flush();
    } finally {
      await this.#handle.close();
    }
  }

  async #flush(): Promise<void> {
    try {
      for (let done = 0; done < this.#filled; ) {
        const { bytesWritten } = await this.#handle.write(this.#block, done, this.#filled - done, this.#written);
        done += bytesWritten;
        this.#written += bytesWritten;
      }
      this.#filled = 0;
    } catch (error) {
      this.#failed = true;
      throw diskFailure(this.#path, error);
    }
  }
}
