/** Says in words why a file could not be written. */
import { PipelineError } from '../diagnostics/index.ts';

const full = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** The one error for a failed write, at the file; `error` is what the system said. */
export function writeFailure(file: string, error: unknown): PipelineError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFull = full.includes(code);
  const reason = error instanceof Error ? error.message : String(error);
  return new PipelineError([
    {
      severity: 'error',
      code: isFull ? 'disk-full' : 'unwritable-target',
      message: isFull ? `there is no room to write the file (${code})` : `the file can't be written: ${reason}`,
      source: { file, line: 1, column: 1 },
      hint: isFull
        ? 'nothing was changed; make room and run the command again'
        : 'nothing was changed; mend the permissions of the folder',
    },
  ]);
}
