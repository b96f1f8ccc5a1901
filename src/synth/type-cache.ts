/** Remembers under which content the type-check passed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What `types-passed` holds. */
interface Pass {
  readonly key: string;
  readonly digest: string;
  /** The local files that the compiler read. */
  readonly files: readonly string[];
}

/** The key for these words and the content of these files. */
export function keyOf(words: readonly string[], files: readonly string[]): string {
  return `${createHash('sha256').update(words.join('\0')).digest('hex')}-${digestOf(files)}`;
}

export function hasPassed(cache: string, key: string): boolean {
  const pass = readPass(join(cache, 'types-passed'));
  return pass?.key === key && pass.files.every((file) => existsSync(file)) && digestOf(pass.files) === pass.digest;
}

export function rememberPass(cache: string, key: string, read: readonly string[]): void {
  // Packages only change with the lock, which is in the key.
  const files = read.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  try {
    writeFileSync(join(cache, 'types-passed'), JSON.stringify({ key, digest: digestOf(files), files } satisfies Pass));
  } catch (error) {
    // Without room for the memory the next run checks again, and that is all.
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}

function readPass(file: string): Pass | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const data = JSON.parse(readFileSync(file, 'utf8')) as Partial<Pass> | null;
    const { key, digest, files } = data ?? {};
    return typeof key === 'string' && typeof digest === 'string' && Array.isArray(files)
      ? { key, digest, files }
      : undefined;
  } catch (error) {
    // Half written by a run that was killed, or by an older version.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function digestOf(files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
