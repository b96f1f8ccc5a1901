/** Verifies a file of the cache against its checksum, without hashing again what has not changed since. */
import { stat } from 'node:fs/promises';
import * as z from 'zod';
import { type CacheEntry, readJson, writeJson } from './cache.ts';
import { diskFailure } from './disk-failure.ts';
import { type HashOptions, hashFile } from './hash-file.ts';
import { sha256Schema } from './lock.ts';
import { removeLeftovers } from './write-atomically.ts';

/**
 * What the file was like when it was last hashed. Nobody can set `ctime` back, and a file that a cache of CI restored has
 * another one and another inode: it is hashed anew.
 */
const verifiedSchema = z.strictObject({
  sha256: sha256Schema,
  size: z.int(),
  mtimeNs: z.string(),
  ctimeNs: z.string(),
  inode: z.string(),
});

type Verified = z.output<typeof verifiedSchema>;

/** The checksum of the model of an entry: as recorded when the file is unchanged, else by hashing it. */
export async function checksumOf(entry: CacheEntry, options: HashOptions = {}): Promise<string> {
  const recorded = await readJson(entry.verified, verifiedSchema);
  if (recorded && isSame(recorded, await describe(entry.model, recorded.sha256))) return recorded.sha256;
  return hashAnew(entry, options);
}

/** The checksum of the model of an entry by hashing it, whatever is recorded. */
export async function hashAnew(entry: CacheEntry, options: HashOptions = {}): Promise<string> {
  // Described before it is hashed: a change meanwhile is not taken for verified.
  const before = await describe(entry.model, '');
  const sha256 = await hashFile(entry.model, options);
  await recordVerified(entry, { ...before, sha256 });
  return sha256;
}

/** Remembers that the model of an entry, as it is now, has this checksum. */
export async function markVerified(entry: CacheEntry, sha256: string): Promise<void> {
  await recordVerified(entry, await describe(entry.model, sha256));
}

/** A cache that can only be read from is as good; it costs the hash each time. */
async function recordVerified(entry: CacheEntry, verified: Verified): Promise<void> {
  try {
    await writeJson(entry.verified, verified);
    await removeLeftovers(entry.folder);
  } catch (error) {
    if (!isReadOnly(error)) throw error;
  }
}

async function describe(file: string, sha256: string): Promise<Verified> {
  const { size, mtimeNs, ctimeNs, ino } = await stat(file, { bigint: true }).catch((error: unknown) => {
    throw diskFailure(file, error);
  });
  return { sha256, size: Number(size), mtimeNs: `${mtimeNs}`, ctimeNs: `${ctimeNs}`, inode: `${ino}` };
}

const isSame = (left: Verified, right: Verified): boolean =>
  left.size === right.size &&
  left.mtimeNs === right.mtimeNs &&
  left.ctimeNs === right.ctimeNs &&
  left.inode === right.inode;

function isReadOnly(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && ['EROFS', 'EACCES', 'EPERM'].includes(String(cause.code));
}
