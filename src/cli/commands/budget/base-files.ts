/** Reads files as they are in a commit, without checking it out and without running anything of it. */
import { PipelineError } from '../../../diagnostics/index.ts';
import { tellByGit } from './base-git.ts';

export interface CommittedFile {
  /** From the folder that git was asked in, with forward slashes. */
  readonly path: string;
  readonly bytes: Buffer;
}

export interface CommittedFiles {
  readonly files: readonly CommittedFile[];
  /** What is there, and was not read. */
  readonly skipped: readonly { readonly path: string; readonly why: string }[];
}

const mostFiles = 2000;
const mostBytes = 64_000_000;
/** What Git calls files; links and other repositories have other modes. */
const fileModes = ['100644', '100755'];

/**
 * @param paths from the root; one that ends with a slash stands for the files directly in that folder
 * @param largest bytes of a file
 * @throws PipelineError with exit code 3 when git fails, or there is too much
 */
export async function readCommittedFiles(
  root: string,
  commit: string,
  paths: readonly string[],
  largest: number,
): Promise<CommittedFiles> {
  const listed = await tellByGit(root, ['ls-tree', '-z', '-l', commit, '--', ...paths]);
  const entries = listed.toString('utf8').split('\0').flatMap(parseEntry);
  const skipped = entries.flatMap(({ path, mode, size }) => {
    if (mode === '040000') return [];
    if (!fileModes.includes(mode)) return [{ path, why: 'it is a link' }];
    return size > largest ? [{ path, why: `it has ${(size / 1e6).toFixed(1)} MB` }] : [];
  });
  const out = new Set(skipped.map(({ path }) => path));
  const wanted = entries.filter(({ path, mode }) => fileModes.includes(mode) && !out.has(path));
  const total = wanted.reduce((sum, { size }) => sum + size, 0);
  if (wanted.length > mostFiles || total > mostBytes) throw tooMuch(wanted.length, total);
  return { files: await readAll(root, wanted), skipped };
}

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
  readonly path: string;
}

/** `100644 blob 8b13…    1234\t.github/workflows/ci.yml` */
function parseEntry(line: string): Entry[] {
  const [, mode, id, size, path] = /^(\d+) \w+ ([0-9a-f]+) +(\d+|-)\t(.+)$/s.exec(line) ?? [];
  if (mode === undefined || id === undefined || path === undefined) return [];
  return [{ mode, id, size: size === '-' ? 0 : Number(size), path }];
}

async function readAll(root: string, entries: readonly Entry[]): Promise<CommittedFile[]> {
  if (entries.length === 0) return [];
  const input = `${entries.map(({ id }) => id).join('\n')}\n`;
  const output = await tellByGit(root, ['cat-file', '--batch'], { input, mostBytes: mostBytes * 2 });
  let offset = 0;
  return entries.map(({ path, id }) => {
    const end = output.indexOf('\n', offset);
    const [, kind, size] = output.toString('utf8', offset, end).split(' ');
    if (kind !== 'blob' || end < 0) throw unreadable(path, id);
    const start = end + 1;
    offset = start + Number(size) + 1;
    return { path, bytes: output.subarray(start, offset - 1) };
  });
}

const unreadable = (path: string, id: string): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'git-failed',
        message: `git has no content of ${path} (${id})`,
        hint: 'the repository is damaged, or a partial clone without its remote: see `git fsck`',
      },
    ],
    3,
  );

const tooMuch = (files: number, bytes: number): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'git-failed',
        message: `the commit has ${files} workflow files with ${(bytes / 1e6).toFixed(1)} MB: that is more than is read`,
        hint: `at most ${mostFiles} files and ${mostBytes / 1e6} MB are`,
      },
    ],
    3,
  );
