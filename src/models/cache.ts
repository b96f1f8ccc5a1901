/** Where downloaded models lie, and what is written down beside them. */
import { mkdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import * as z from 'zod';
import type { Model } from '../config/index.ts';
import type { Environment } from './choose.ts';
import { diskFailure, isMissing } from './disk-failure.ts';
import { sha256Schema } from './lock.ts';
import { writeAtomically } from './write-atomically.ts';

/** The files of one revision of a model. */
export interface CacheEntry {
  readonly folder: string;
  /** The model; it has this name only once it is whole and verified. */
  readonly model: string;
  /** What has come of it. */
  readonly part: string;
  /** Which file of the server the part is of. */
  readonly partState: string;
  readonly metadata: string;
  readonly verified: string;
  /** Held by the process that downloads. */
  readonly lock: string;
}

/** What is known of a downloaded model. */
export const metadataSchema = z.strictObject({
  model: z.string(),
  repository: z.string(),
  file: z.string(),
  quantization: z.string(),
  /** Bytes. */
  size: z.int().positive(),
  sha256: sha256Schema,
  /** What the server said it is; the branch that was asked for where it did not say. */
  revision: z.string(),
  url: z.string(),
  /** ISO 8601, UTC. */
  downloaded_at: z.iso.datetime(),
  /** Seconds, of the last attempt. */
  duration: z.number().nonnegative(),
});

export type Metadata = z.output<typeof metadataSchema>;

/** The folder of all models: `PIPEWRIGHT_CACHE`, or the system's folder for caches. */
export const cacheFolder = (env: Environment): string =>
  env['PIPEWRIGHT_CACHE'] ? resolve(env['PIPEWRIGHT_CACHE']) : envPaths('pipewright', { suffix: '' }).cache;

/** `revision` is what the lock says, or the model's own. */
export function cacheEntry(cache: string, { id, file }: Model, revision: string): CacheEntry {
  const folder = join(cache, 'models', id, encodeURIComponent(revision));
  const model = join(folder, basename(file));
  return {
    folder,
    model,
    part: `${model}.part`,
    partState: `${model}.part.json`,
    metadata: join(folder, 'metadata.json'),
    verified: join(folder, 'verified.json'),
    lock: join(folder, 'download.lock'),
  };
}

export async function createFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw diskFailure(folder, error);
  });
}

/** The metadata of an entry, if it is of this very file of the hub; undefined too where it is damaged. */
export async function readMetadata(entry: CacheEntry, model: Model): Promise<Metadata | undefined> {
  const metadata = await readJson(entry.metadata, metadataSchema);
  return metadata?.repository === model.repository && metadata.file === model.file ? metadata : undefined;
}

export const writeMetadata = (entry: CacheEntry, metadata: Metadata): Promise<void> =>
  writeJson(entry.metadata, metadata);

export const writeJson = (file: string, data: unknown): Promise<void> =>
  writeAtomically(file, `${JSON.stringify(data, undefined, 2)}\n`);

/** What a file of the cache holds; undefined when it is missing or is not of this shape: a cache may be lost. */
export async function readJson<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
): Promise<z.output<Schema> | undefined> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw diskFailure(file, error);
  }
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Bytes of a file; undefined when there is none. */
export async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw diskFailure(file, error);
  }
}
