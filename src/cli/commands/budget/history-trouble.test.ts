/** Histories that can't be read, tell only a part, or come from a repository that means harm. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { trafficSchema } from '../../../config/budget.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { git, type MadeCommit, makeFolder, makeRepository, removeFolders } from './history-testing/make-repository.ts';
import { type HistoryRequest, readHistory } from './read-history.ts';

vi.setConfig({ testTimeout: 60_000 });
afterAll(removeFolders);
afterEach(() => {
  vi.unstubAllEnvs();
});

const now = Date.UTC(2026, 10, 21, 12);
const day = 86_400;

/** One commit a day, the newest yesterday. */
const daily = (count: number): MadeCommit[] =>
  Array.from({ length: count }, (_, index) => ({
    at: now / 1000 - (count - index) * day,
    message: `commit ${index}`,
    files: [`src/${index}.ts`],
  }));

const read = (root: string, more: Partial<HistoryRequest> = {}) =>
  readHistory({ root, days: 30, workflows: [], settings: trafficSchema.parse({}), now, ...more });

async function refusalOf(root: string, more: Partial<HistoryRequest> = {}) {
  const error = await read(root, more).catch((reason: unknown) => reason);
  if (!(error instanceof PipelineError)) throw new Error(`no refusal: ${JSON.stringify(error)}`);
  const [{ code, message, hint } = { code: '', message: '' }] = error.findings;
  return { code, message, hint, exitCode: error.exitCode };
}

describe('what has no history', () => {
  it('is a folder outside of any repository', async () => {
    const root = makeFolder();
    const refusal = await refusalOf(root);
    expect(refusal).toMatchObject({ code: 'no-repository', exitCode: 2 });
    expect(refusal.message).toBe(`${root} has no git history to read: it is not in a git repository`);
  });

  it('is a repository without commits', async () => {
    expect(await refusalOf(makeRepository([]))).toMatchObject({ code: 'no-commits', exitCode: 2 });
  });

  it('is a machine without git', async () => {
    const root = makeRepository(daily(3));
    vi.stubEnv('PATH', makeFolder());
    vi.stubEnv('Path', process.env['PATH']);
    expect(await refusalOf(root)).toMatchObject({ code: 'no-git', exitCode: 3 });
  });

  it('is a repository in which nothing tells the default branch', async () => {
    const root = makeRepository(daily(3), 'trunk');
    git(root, ['update-ref', '--no-deref', 'HEAD', 'refs/heads/trunk']);
    expect(await refusalOf(root)).toMatchObject({ code: 'no-default-branch', exitCode: 2 });
  });

  it.each([
    ['trunc', 'did you mean "trunk"?'],
    ['trunk^', 'did you mean "trunk"?'],
    ['--output=x', 'known: "trunk"'],
    ['trunk\0', 'did you mean "trunk"?'],
  ])('is the branch %j that the settings name and nobody has', async (defaultBranch, hint) => {
    const root = makeRepository(daily(3), 'trunk');
    const settings = trafficSchema.parse({ defaultBranch });
    expect(await refusalOf(root, { settings })).toMatchObject({ code: 'no-default-branch', exitCode: 2, hint });
  });

  it('is one of clocks that were never set', async () => {
    const root = makeRepository(daily(3).map((commit, index) => ({ ...commit, at: index })));
    expect(await refusalOf(root)).toMatchObject({ code: 'history-without-dates', exitCode: 2 });
  });

  it('is one with more in a day than any month is simulated with', async () => {
    const at = now / 1000 - 3600;
    const root = makeRepository(Array.from({ length: 20_001 }, (_, index) => ({ at, message: `import (#${index})` })));
    const { code, exitCode, message } = await refusalOf(root, { days: 1 });
    expect([code, exitCode]).toEqual(['crowded-history', 2]);
    expect(message).toContain('20002 pushes and pull requests a day');
  });

  it('is one that git takes too long to tell', async () => {
    expect(await refusalOf(makeRepository(daily(3)), { seconds: 0 })).toMatchObject({
      code: 'slow-history',
      exitCode: 3,
    });
  });

  it('is one whose objects are gone', async () => {
    const root = makeRepository(daily(3));
    writeFileSync(join(root, '.git', 'refs', 'heads', 'main'), `${'1'.repeat(40)}\n`);
    const refusal = await refusalOf(root);
    expect(refusal).toMatchObject({ code: 'git-failed', exitCode: 3 });
    expect(refusal.message).toContain('refs/heads/main');
  });
});

describe('a clone', () => {
  const clone = (from: string, ...args: readonly string[]): string => {
    const folder = makeFolder();
    git(folder, ['clone', '--quiet', '--no-checkout', ...args, pathToFileURL(from).href, '.']);
    return folder;
  };

  it('that is shallow tells the days that it has, without the commit at its end', async () => {
    const root = clone(makeRepository(daily(60)), '--depth=11');
    const { traffic, findings } = await read(root);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['history-traffic', 'info'],
      ['shallow-history', 'warning'],
    ]);
    expect(findings[1]?.message).toContain('it has 11 days of the 30 that were asked for');
    expect(findings[1]?.hint).toContain('fetch-depth: 0');
    // Ten commits in eleven days, and not the one that seems to have added every file.
    expect(traffic.pushes).toEqual([{ perDay: 0.909091, varies: true, changed: ['src/59.ts'] }]);
  });

  it('that is shallow and older than the period is as good as a whole one', async () => {
    const origin = makeRepository(daily(60));
    expect((await read(clone(origin, '--depth=40'))).traffic).toEqual((await read(clone(origin))).traffic);
    expect((await read(clone(origin, '--depth=40'))).findings).toHaveLength(1);
  });

  it('of one commit tells nothing', async () => {
    const root = clone(makeRepository(daily(60)), '--depth=1');
    const { code, exitCode, hint } = await refusalOf(root);
    expect([code, exitCode]).toEqual(['shallow-history', 2]);
    expect(hint).toContain('git fetch --unshallow');
  });

  it('that has no contents of files is as good as a whole one; without folders it tells what to fetch', async () => {
    const origin = makeRepository(daily(5));
    git(origin, ['config', 'uploadpack.allowFilter', 'true']);
    expect((await read(clone(origin, '--filter=blob:none'))).traffic).toEqual((await read(origin)).traffic);
    const refusal = await refusalOf(clone(origin, '--filter=tree:0'));
    expect(refusal).toMatchObject({ code: 'git-failed', exitCode: 3 });
    expect(refusal.hint).toContain('git fetch --refetch');
  });

  it('follows the default branch of origin, and not a local one that is behind', async () => {
    const origin = makeRepository(daily(40), 'trunk');
    const root = clone(origin);
    git(root, ['update-ref', 'refs/heads/trunk', 'refs/remotes/origin/trunk~20']);
    const { traffic, findings } = await read(root);
    expect(traffic.defaultBranch).toBe('trunk');
    expect(findings[0]?.message).toContain('30 days of origin/trunk (the default branch of origin): 30 commits');
  });
});

describe('a repository that means harm', () => {
  it('starts no program', async () => {
    const root = makeRepository(daily(5));
    const signed = signLast(root);
    const trace = join(root, 'started');
    const program = join(root, 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho started > '${trace}'\ncat\n`, { mode: 0o755 });
    const settings = {
      ...{ 'log.showSignature': 'true', 'gpg.program': program, 'diff.external': program, 'core.pager': program },
      ...{ 'diff.evil.textconv': program, 'core.fsmonitor': program, 'core.sshCommand': program },
    };
    for (const [name, value] of Object.entries(settings)) git(root, ['config', name, value]);
    writeFileSync(join(root, '.git', 'info', 'attributes'), '* diff=evil\n');
    expect((await read(root)).findings[0]?.message).toContain('5 commits');
    expect(existsSync(trace)).toBe(false);
    // The settings are alive: a git that nobody holds back does start the program.
    if (process.platform === 'win32') return;
    spawnSync('git', ['-C', root, 'log', '-1', signed], { encoding: 'utf8' });
    expect(existsSync(trace)).toBe(true);
  });

  it('does not point git elsewhere', async () => {
    const [root, other] = [makeRepository(daily(5)), makeRepository(daily(9))];
    vi.stubEnv('GIT_DIR', join(other, '.git'));
    expect((await read(root)).findings[0]?.message).toContain('5 commits');
  });

  it('is read within bounds: a message of a megabyte, and more files than anybody lists', async () => {
    const at = now / 1000 - day;
    const files = Array.from({ length: 3001 }, (_, index) => `src/${index}.ts`);
    const root = makeRepository([
      ...daily(40).slice(0, 10),
      { at, message: 'x'.repeat(1_000_000), files: ['a'] },
      { at: at + 3600, message: 'many', files },
    ]);
    const { traffic, findings } = await read(root);
    expect(findings.map(({ code }) => code)).toContain('unlisted-changes');
    expect(traffic.pushes).toEqual([{ perDay: expect.any(Number), varies: true, changed: ['a'] }]);
  });
});

/** Gives the newest commit a signature, so that git could ask a program whether it is right. */
function signLast(root: string): string {
  const body = git(root, ['cat-file', 'commit', 'main']);
  const signature = 'gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ==\n -----END PGP SIGNATURE-----\n';
  const signed = body.replace(/^(committer .*\n)/m, `$1${signature}`);
  const hash = git(root, ['hash-object', '-t', 'commit', '-w', '--stdin'], signed).trim();
  git(root, ['update-ref', 'refs/heads/main', hash]);
  return hash;
}
