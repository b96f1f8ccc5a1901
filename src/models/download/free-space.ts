/** Makes sure of room on the disk before a download, rather than when it is nearly done. */
import { statfs } from 'node:fs/promises';
import { PipelineError } from '../../diagnostics/index.ts';
import { diskFailure } from '../disk-failure.ts';
import { formatBytes } from '../format-bytes.ts';

/** @throws PipelineError with exit code 3 when the disk of the folder has not that many bytes left */
export async function requireSpace(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder).catch((error: unknown) => {
    throw diskFailure(folder, error);
  });
  const free = bavail * bsize;
  if (bytes <= free) return;
  const message = `the download takes ${formatBytes(bytes)}, and ${folder} has room for ${formatBytes(free)}`;
  const hint = 'make room, or set PIPEWRIGHT_CACHE to a folder on a larger disk';
  throw new PipelineError([{ severity: 'error', code: 'disk-full', message, hint }], 3);
}
