/** Files of real commits, with names and modes that want to be trouble. */
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository, type TemporaryRepository } from '../../../../fixtures/budget/diff/git-repository.ts';
import { readCommittedFiles } from './base-files.ts';

const folder = '.github/workflows/';
let repository: TemporaryRepository;
let commit: string;
beforeAll(() => {
  repository = makeRepository();
  commit = repository.commit({
    '.github/workflows/ci.yml': 'on: push\n',
    '.github/workflows/empty.yml': '',
    '.github/workflows/deep/x.yml': 'on: deep\n',
    '.github/workflows/ä b.yml': 'on: ü\r\n\u0000blob 7\n',
    'sub/.github/workflows/own.yml': 'on: own\n',
    'pipewright.config.ts': 'export default {};\n',
  });
  repository.write({ '.github/workflows/ci.yml': undefined, '.github/workflows/later.yml': 'on: later\n' });
});
afterAll(() => repository.remove());

const read = async (paths: readonly string[], largest = 1000, root = repository.root, id = commit) => {
  const { files, skipped } = await readCommittedFiles(root, id, paths, largest);
  return { files: files.map(({ path, bytes }) => [path, bytes.toString('utf8')]), skipped };
};

describe('readCommittedFiles', () => {
  it('reads what a commit has, whatever the working tree has', async () => {
    expect(await read([folder, 'pipewright.config.ts', 'nothing'])).toEqual({
      files: [
        ['.github/workflows/ci.yml', 'on: push\n'],
        ['.github/workflows/empty.yml', ''],
        ['.github/workflows/ä b.yml', 'on: ü\r\n\u0000blob 7\n'],
        ['pipewright.config.ts', 'export default {};\n'],
      ],
      skipped: [],
    });
  });

  it('reads from a folder inside the repository', async () => {
    const { files } = await read([folder], 1000, join(repository.root, 'sub'));
    expect(files).toEqual([['.github/workflows/own.yml', 'on: own\n']]);
  });

  it('takes no name for a pattern', async () => {
    expect(await read(['*.ts', ':(glob)**'])).toEqual({ files: [], skipped: [] });
  });

  it('skips what is too large', async () => {
    const { files, skipped } = await read([folder], 8);
    expect(files.map(([path]) => path)).toEqual(['.github/workflows/empty.yml']);
    expect(skipped).toHaveLength(2);
    expect(skipped[0]).toEqual({ path: '.github/workflows/ci.yml', why: 'it has 0.0 MB' });
  });

  it.runIf(process.platform !== 'win32')('skips links, and reads names with line ends and quotes', async () => {
    const odd = makeRepository();
    odd.write({ '.github/workflows/a\n"b".yml': 'on: odd\n' });
    symlinkSync('/etc/passwd', join(odd.root, '.github/workflows/link.yml'));
    const id = odd.commit();
    expect(await read([folder], 1000, odd.root, id)).toEqual({
      files: [['.github/workflows/a\n"b".yml', 'on: odd\n']],
      skipped: [{ path: '.github/workflows/link.yml', why: 'it is a link' }],
    });
    odd.remove();
  });

  it('says when git has not the commit', async () => {
    const none = '0'.repeat(40);
    await expect(read([folder], 1000, repository.root, none)).rejects.toMatchObject({
      exitCode: 3,
      findings: [{ code: 'git-failed', message: expect.stringContaining('git ls-tree fails: fatal: ') }],
    });
  });
});
