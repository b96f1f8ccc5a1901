/** Writes generated files so that none is ever half there: all to temporary files first, then each renamed. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import type { Change } from './drift.ts';
import { writeFailure } from './write-failure.ts';

/** A text on its way to its file. */
interface Draft {
  readonly temporary: string;
  readonly target: string;
}

/**
 * Applies changes to the disk: writes what is missing or changed, deletes what has no pipeline any more.
 *
 * @throws PipelineError with nothing changed, when a target can't be written to or the disk is full
 */
export function applyChanges(root: string, changes: readonly Change[]): void {
  const blocked = changes.flatMap((change) => blockedTarget(root, change.path));
  if (blocked.length > 0) throw new PipelineError(blocked);
  for (const draft of writeDrafts(root, changes)) rename(draft);
  for (const change of changes) if (change.kind === 'orphan') remove(root, change.path);
}

function writeDrafts(root: string, changes: readonly Change[]): Draft[] {
  const drafts: Draft[] = [];
  const folders: string[] = [];
  const leftovers = new Leftovers();
  let target = root;
  try {
    for (const change of changes) {
      if (change.kind === 'orphan') continue;
      target = targetOf(join(root, change.path));
      const created = mkdirSync(dirname(target), { recursive: true });
      if (created !== undefined) folders.push(created);
      leftovers.remove(target);
      const temporary = `${target}.${process.pid}.tmp`;
      writeWhole(temporary, change.text);
      drafts.push({ temporary, target });
      if (existsSync(target)) chmodSync(temporary, statSync(target).mode);
    }
    return drafts;
  } catch (error) {
    for (const { temporary } of drafts) rmSync(temporary, { force: true });
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    throw writeFailure(target, error);
  }
}

/** A link stays one: what it leads to is written. */
const targetOf = (path: string): string => (existsSync(path) ? realpathSync(path) : path);

/** Drafts of the same files by runs that were killed before they could rename them. */
class Leftovers {
  readonly #drafts = new Map<string, readonly string[]>();

  remove(target: string): void {
    for (const name of this.#draftsIn(dirname(target))) {
      const [, file, pid] = draftName.exec(name) ?? [];
      if (file === basename(target) && !isRunning(Number(pid))) rmSync(join(dirname(target), name), { force: true });
    }
  }

  /** Read once for each folder: there may be thousands of files in it. */
  #draftsIn(folder: string): readonly string[] {
    const drafts = this.#drafts.get(folder) ?? readdirSync(folder).filter((name) => draftName.test(name));
    this.#drafts.set(folder, drafts);
    return drafts;
  }
}

const draftName = /^(.+)\.(\d+)\.tmp$/;

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function rename({ temporary, target }: Draft): void {
  try {
    renameSync(temporary, target);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw writeFailure(target, error);
  }
}

/** Deletes a file, and the folder of an action, or of pages, that is empty then. */
function remove(root: string, path: string): void {
  const file = join(root, path);
  try {
    rmSync(file, { force: true });
    const ownsFolder = path.startsWith('.github/actions/') || path.endsWith('.md');
    if (ownsFolder && readdirSync(dirname(file)).length === 0) rmdirSync(dirname(file));
  } catch (error) {
    throw writeFailure(file, error);
  }
}

function writeWhole(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    if (existsSync(file)) rmSync(file);
    throw error;
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
