/** The folder of one run for compiled modules, and the removal of those that interrupted runs left behind. */
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writeFailure } from './write-failure.ts';

export interface TemporaryFolder {
  readonly path: string;
  /** Whether Node finds the packages of the repository from there. */
  readonly besidePackages: boolean;
}

const day = 24 * 60 * 60 * 1000;

/** Inside the nearest `node_modules`, so that the imports of the compiled modules are found; else the system's. */
export function temporaryFolder(root: string): TemporaryFolder {
  const cache = cacheFolder(root);
  try {
    if (cache === undefined) return { path: mkdtempSync(join(tmpdir(), 'pipewright-')), besidePackages: false };
    removeLeftovers(cache);
    return { path: mkdtempSync(join(cache, 'run-')), besidePackages: true };
  } catch (error) {
    throw writeFailure(cache ?? tmpdir(), error);
  }
}

/** The folder of this package in the cache of the nearest `node_modules`; none where that can't be written to. */
export function cacheFolder(root: string): string | undefined {
  for (let folder = root; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'node_modules'))) return writable(join(folder, 'node_modules', '.cache', 'pipewright'));
    if (dirname(folder) === folder) return undefined;
  }
}

function writable(folder: string): string | undefined {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return folder;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}

/** A run that was killed could not clean up; one that is a day old is over. */
function removeLeftovers(cache: string): void {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (name.startsWith('run-') && made !== undefined && Date.now() - made > day)
      rmSync(path, { recursive: true, force: true });
  }
}
