/** Writes a small file so that a reader, or a crash, sees the old text or the new one and nothing between. */
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFailure } from './disk-failure.ts';

/** @throws PipelineError with exit code 3 when the file can't be written; then it is as it was */
export async function writeAtomically(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw diskFailure(file, error);
  }
}

/** Removes what processes that were killed while they wrote have left in a folder. */
export async function removeLeftovers(folder: string): Promise<void> {
  try {
    for (const name of await readdir(folder)) {
      const pid = Number(/\.(\d+)\.tmp$/.exec(name)?.[1] ?? Number.NaN);
      if (!Number.isNaN(pid) && !isRunning(pid)) await rm(join(folder, name), { force: true });
    }
  } catch (error) {
    throw diskFailure(folder, error);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process may not be asked, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
