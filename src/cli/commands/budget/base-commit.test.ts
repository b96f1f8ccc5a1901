/** Refs of real repositories: found, missing, hostile, and in clones that are cut off. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  makeFolder,
  makeRepository,
  openRepository,
  type TemporaryRepository,
} from '../../../../fixtures/budget/diff/git-repository.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { findCommit, isAncestor } from './base-commit.ts';
import { askGit } from './base-git.ts';

let repository: TemporaryRepository;
let first: string;
let second: string;
beforeAll(() => {
  repository = makeRepository();
  first = repository.commit({ 'a.txt': '1' });
  second = repository.commit({ 'a.txt': '2' });
  repository.git('tag', 'v1', first);
  repository.git('update-ref', 'refs/remotes/origin/release', first);
});
afterAll(() => repository.remove());

async function refusal(work: Promise<unknown>): Promise<{ code: number; message: string; hint: string | undefined }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PipelineError)) throw new Error(`nothing was refused: ${error}`);
  const [finding] = error.findings;
  return { code: error.exitCode, message: finding?.message ?? '', hint: finding?.hint };
}

describe('findCommit', () => {
  it.each([
    ['main', 'main', () => second],
    ['v1', 'v1', () => first],
    ['HEAD~1', 'HEAD~1', () => first],
    ['refs/heads/main', 'refs/heads/main', () => second],
    ['release', 'origin/release', () => first],
    ['origin/release', 'origin/release', () => first],
  ])('finds %s as %s', async (ref, name, id) => {
    expect(await findCommit(repository.root, ref)).toEqual({ ref: name, id: id(), shallow: false });
  });

  it('finds an id, long and short', async () => {
    expect(await findCommit(repository.root, first)).toMatchObject({ id: first });
    expect(await findCommit(repository.root, first.slice(0, 8))).toMatchObject({ id: first });
  });

  it.each([
    ['nope', 'fetch it: git fetch origin nope:refs/remotes/origin/nope'],
    ['origin/feature/x', 'fetch it: git fetch origin feature/x:refs/remotes/origin/feature/x'],
    ['a'.repeat(40), `fetch it: git fetch origin ${'a'.repeat(40)}`],
    ['main; rm -rf ~', 'see `git branch --all`'],
    ['$(touch x)', 'see `git branch --all`'],
    ['HEAD:a.txt', 'see `git branch --all`'],
    ['HEAD^{tree}', 'see `git branch --all`'],
    ['main..HEAD', 'see `git branch --all`'],
    ['main HEAD', 'see `git branch --all`'],
    ['HEAD~99', 'see `git branch --all`'],
  ])('finds no commit %s', async (ref, hint) => {
    const refused = await refusal(findCommit(repository.root, ref));
    expect(refused).toEqual({ code: 2, message: `there is no commit "${ref}" in this repository`, hint });
  });

  it.each(['--upload-pack=touch x', '-x', '--all', '', '\u0000', 'main\n', '\u001b[2J', 'x'.repeat(1001)])(
    'takes %j for no ref',
    async (ref) => {
      const refused = await refusal(findCommit(repository.root, ref));
      expect(refused).toMatchObject({ code: 2, message: expect.stringMatching(/ is no ref$/) });
    },
  );

  it('says what a shallow clone lacks', async () => {
    const clone = openRepository(makeFolder());
    clone.git('clone', '--quiet', '--depth', '1', pathToFileURL(repository.root).href, '.');
    expect(await findCommit(clone.root, 'main')).toEqual({ ref: 'main', id: second, shallow: true });
    expect(await refusal(findCommit(clone.root, 'release'))).toEqual({
      code: 2,
      message: 'there is no commit "release" in this shallow clone',
      hint: 'fetch it: git fetch --depth=1 origin release:refs/remotes/origin/release',
    });
    const past = await refusal(findCommit(clone.root, 'main~1'));
    expect(past.hint).toBe('fetch the history: git fetch --unshallow, or fetch-depth: 0 for actions/checkout');
    clone.remove();
  });

  it('needs a repository with commits', async () => {
    const folder = openRepository(makeFolder());
    expect(await refusal(findCommit(folder.root, 'main'))).toMatchObject({
      code: 2,
      message: `there is no git repository at ${folder.root}`,
    });
    folder.git('init', '--quiet');
    expect(await refusal(findCommit(folder.root, 'HEAD'))).toMatchObject({
      code: 2,
      message: expect.stringContaining('"HEAD"'),
    });
    folder.remove();
  });
});

describe('isAncestor', () => {
  it('tells whether the working tree comes after a commit', async () => {
    const commit = { ref: 'x', shallow: false };
    expect(await isAncestor(repository.root, { ...commit, id: first })).toBe(true);
    repository.git('checkout', '--quiet', '--detach', first);
    expect(await isAncestor(repository.root, { ...commit, id: second })).toBe(false);
    expect(await isAncestor(repository.root, { ...commit, id: second, shallow: true })).toBeUndefined();
    repository.git('checkout', '--quiet', 'main');
  });
});

describe('askGit', () => {
  const { root } = { root: makeFolder() };

  it('says that git is not there', async () => {
    const refused = await refusal(askGit(root, ['version'], { program: 'a-program-that-nobody-has' }));
    expect(refused).toMatchObject({ code: 3, hint: 'install git, and see that it is on PATH' });
  });

  it('ends what says too much', async () => {
    const refused = await refusal(askGit(root, ['help', '--all'], { mostBytes: 100 }));
    expect(refused).toMatchObject({ code: 3, message: 'git help says more than 0.0001 MB' });
  });

  it('ends what does not answer', async () => {
    const refused = await refusal(askGit(root, ['-c', 'alias.wait=!sleep 3', 'wait'], { timeout: 50 }));
    expect(refused).toMatchObject({ code: 3, message: 'git -c has not answered after 0.05 seconds' });
  });

  it('lets a repository run nothing', async () => {
    const trap = makeRepository();
    trap.commit({ 'a.txt': '1' });
    const ran = join(trap.root, 'ran');
    trap.git('config', 'core.fsmonitor', `touch '${ran.replaceAll('\\', '/')}' #`);
    await askGit(trap.root, ['status']);
    expect(existsSync(ran)).toBe(false);
    // The trap is one: git as it is runs it.
    trap.git('status');
    expect(existsSync(ran)).toBe(true);
    trap.remove();
  });

  it('looks into the folder that it is told, also in a hook of another repository', async () => {
    process.env['GIT_DIR'] = root;
    try {
      expect(await findCommit(repository.root, 'main')).toMatchObject({ id: second });
    } finally {
      delete process.env['GIT_DIR'];
    }
  });
});
