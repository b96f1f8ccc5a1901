/** Reads and writes the lock of models of a repository. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/index.ts';
import { diskFailure } from './disk-failure.ts';
import { builtinLock } from './lock.generated.ts';
import { type ModelLock, parseLock, renderLock } from './lock.ts';
import { writeAtomically } from './write-atomically.ts';

/** Where the lock stands: in the folder of generated files. */
export const lockFile = (root: string, { generated }: Pick<Config, 'generated'>): string =>
  join(root, generated, 'models.lock.json');

/**
 * What is known of models: from the repository's lock, and from the one that pipewright brings along where that is silent.
 *
 * @throws PipelineError with exit code 2 when the repository's lock is wrong
 */
export function readLock(root: string, config: Pick<Config, 'generated' | 'models'>): ModelLock {
  // A model of the settings that takes the place of one of ours is another file: what we know is not about it.
  const replaced = new Set(config.models.map(({ id }) => id));
  const ours = Object.entries(builtinLock.models).filter(([id]) => !replaced.has(id));
  const theirs = readLockFile(lockFile(root, config));
  return { version: 1, models: { ...Object.fromEntries(ours), ...theirs.models } };
}

/** The lock in a file; an empty one where there is no file. */
export function readLockFile(file: string): ModelLock {
  try {
    return parseLock(readFileSync(file, 'utf8'), file);
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      if (error.code === 'ENOENT') return { version: 1, models: {} };
      throw diskFailure(file, error);
    }
    throw error;
  }
}

/** @throws PipelineError with exit code 3 when the file can't be written; then it is as it was */
export const writeLockFile = (file: string, lock: ModelLock): Promise<void> => writeAtomically(file, renderLock(lock));
