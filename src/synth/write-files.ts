/** Writes generated files so that none is ever half there: all to temporary files first, then each renamed. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import type { Change } from './drift.ts';

/**
 * Applies changes to the disk: writes what is missing or changed, deletes what has no pipeline any more.
 *
 * @throws PipelineError with nothing changed, when a target can't be written to or the disk is full
 */
export function applyChanges(root: string, changes: readonly Change[]): void {
  const blocked = changes.flatMap((change) => blockedTarget(root, change.path));
  if (blocked.length > 0) throw new PipelineError(blocked);
  const written: { readonly temporary: string; readonly target: string }[] = [];
  const folders: string[] = [];
  try {
    for (const change of changes) {
      if (change.kind === 'orphan') continue;
      const target = join(root, change.path);
      const created = mkdirSync(dirname(target), { recursive: true });
      if (created !== undefined) folders.push(created);
      const temporary = `${target}.${process.pid}.tmp`;
      written.push({ temporary, target });
      writeWhole(temporary, change.text);
    }
  } catch (error) {
    for (const { temporary } of written) rmSync(temporary, { force: true });
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    throw writeFailure(written.at(-1)?.target ?? root, error);
  }
  for (const { temporary, target } of written) renameSync(temporary, target);
  for (const change of changes) if (change.kind === 'orphan') rmSync(join(root, change.path));
}

function writeWhole(file: string, text: string): void {
  const descriptor = openSync(file, 'w');
  try {
    const bytes = Buffer.from(text);
    for (let done = 0; done < bytes.length; ) done += writeSync(descriptor, bytes, done);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** What stands in the way of writing a file: a read-only file or folder, or a folder or file of the wrong kind. */
function blockedTarget(root: string, path: string): Diagnostic[] {
  const target = join(root, path);
  if (existsSync(target)) {
    if (statSync(target).isDirectory()) return [blocked(target, `${path} is a folder`, 'move it away')];
    if (isReadOnly(target)) return [blocked(target, `${path} is read-only`, `run chmod u+w ${path}`)];
  }
  let folder = dirname(target);
  while (!existsSync(folder)) folder = dirname(folder);
  if (!statSync(folder).isDirectory()) return [blocked(folder, `${folder} is a file, not a folder`, 'move it away')];
  return isReadOnly(folder) ? [blocked(folder, `the folder of ${path} is read-only`, `run chmod u+w ${folder}`)] : [];
}

// The mode says what the owner wants; asking whether this process may write would always succeed for root.
const isReadOnly = (path: string): boolean => (statSync(path).mode & 0o222) === 0;

const blocked = (file: string, message: string, hint: string): Diagnostic => ({
  severity: 'error',
  code: 'unwritable-target',
  message,
  source: { file, line: 1, column: 1 },
  hint,
});

function writeFailure(file: string, error: unknown): PipelineError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const full = ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(code);
  const message = error instanceof Error ? error.message : String(error);
  return new PipelineError([
    {
      severity: 'error',
      code: full ? 'disk-full' : 'unwritable-target',
      message: full ? `there is no room to write the file (${code})` : message,
      source: { file, line: 1, column: 1 },
      hint: full ? 'nothing was changed; make room and run the command again' : 'nothing was changed; mend the permissions of the folder',
    },
  ]);
}
