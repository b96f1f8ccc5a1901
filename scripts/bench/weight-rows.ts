/** How much has to be downloaded. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Row, root } from './measure.ts';

/** What is downloaded: the package as it is packed, and an install of it with all that it needs. */
export function weightRows(): Row[] {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-bench-'));
  try {
    const npm = (cwd: string, ...args: readonly string[]): string =>
      execFileSync('npm', args, { cwd, encoding: 'utf8' });
    const packed = JSON.parse(npm(root, 'pack', '--json', '--ignore-scripts', '--pack-destination', folder)) as unknown;
    const [{ filename, size }] = Object.values(packed as object) as [{ filename: string; size: number }];
    writeFileSync(join(folder, 'package.json'), '{ "name": "bench" }\n');
    npm(folder, 'install', '--no-audit', '--no-fund', join(folder, filename));
    const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
    const installed = folderSize(join(folder, 'node_modules'));
    return [
      { what: 'the packed package', measured: megabytes(size), allowed: '4 MB', holds: size <= 4e6 },
      { what: 'a new install', measured: megabytes(installed), allowed: '80 MB', holds: installed <= 80e6 },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function folderSize(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((each) => each.isFile())
    .reduce((sum, each) => sum + statSync(join(each.parentPath, each.name)).size, 0);
}
