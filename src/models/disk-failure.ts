/** Says in words what the file system refused. */
import { PipelineError } from '../diagnostics/index.ts';

const full = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The one error for a file that could not be read or written; `error` is what the system said. */
export function diskFailure(path: string, error: unknown): PipelineError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFull = full.includes(code);
  const said = error instanceof Error ? error.message : String(error);
  const finding = {
    severity: 'error',
    code: isFull ? 'disk-full' : 'disk-trouble',
    message: isFull ? `there is no room to write ${path} (${code})` : `the file system refused: ${said}`,
    hint: isFull
      ? 'make room and run the command again, it goes on where it stopped; or set PIPEWRIGHT_CACHE to a folder on a larger disk'
      : 'mend the permissions of the folder, or set PIPEWRIGHT_CACHE to another one',
  } as const;
  return new PipelineError([finding], 3, { cause: error });
}

/** Whether the system says that there is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
