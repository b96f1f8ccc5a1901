/** `pipewright budget calibrate --repo` as a process of its own, with a local server in the place of GitHub's API. */
import { execFile } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type ActionsServer,
  type ServedRun,
  startActionsServer,
  type Trouble,
  token,
} from '../../../../fixtures/budget/runs/actions-server.ts';
import { calibrate, file, oldText, outside, stored } from '../../../../fixtures/budget/runs/calibrated-project.ts';
import { after, sampleJob, sampleStep } from '../../../../fixtures/budget/runs/sample-jobs.ts';
import { main } from '../../../../fixtures/synth/command-line.ts';
import { type TemporaryProject, temporaryProject } from '../../../../fixtures/synth/temporary-project.ts';

vi.setConfig({ testTimeout: 60_000 });

const day = 86_400;
const now = new Date().toISOString();
const servedRun = (id: number, daysAgo: number): ServedRun => {
  const created = after(now, -daysAgo * day);
  const steps = [sampleStep('Run npm test', 2, 30)];
  const jobs = [sampleJob({ id, run: id, seconds: 60 + id, started: created, steps })];
  return { id, conclusion: id === 3 ? 'cancelled' : 'success', created_at: created, jobs };
};
const ci = { id: 5, name: 'CI', path: '.github/workflows/ci.yml', state: 'active' };
const served = [
  {
    ...ci,
    runs: Array.from({ length: 12 }, (_, index) => servedRun(index + 1, index * 10 + 1)),
  },
  { id: 6, name: 'Release', path: '.github/workflows/release.yml', state: 'active', runs: [servedRun(100, 2)] },
];

describe('budget calibrate --repo', () => {
  let server: ActionsServer;
  beforeEach(async () => {
    server = await startActionsServer(served);
  });
  afterEach(() => server.close());

  const access = () => ({ GITHUB_TOKEN: token, GITHUB_API_URL: server.url });
  const fromGitHub = (project: TemporaryProject, args: readonly string[] = [], env: Record<string, string> = {}) =>
    calibrate(project, ['--repo', 'owner/repo', ...args], { ...access(), ...env });
  const runsOf = (project: TemporaryProject) => stored(project).jobs.map(({ workflow, runs }) => [workflow, runs]);

  it('stores what the runs of the last ninety days took', async () => {
    const project = temporaryProject({});
    const { code, stdout, stderr } = await fromGitHub(project);
    expect([code, stdout]).toEqual([0, expect.stringContaining('runs of owner/repo from ')]);
    expect(runsOf(project)).toEqual([
      ['ci.yml', 8],
      ['release.yml', 1],
    ]);
    expect(stored(project).jobs[0]).toMatchObject({
      job: 'test',
      steps: [{ name: 'Run npm test', runs: 8, median: 30 }],
    });
    expect(stderr).toContain('9 of 9 runs');
    expect(server.busiest()).toBeLessThanOrEqual(4);
  });

  it('takes the newest runs of the workflow, the period and the number that were asked for', async () => {
    const project = temporaryProject({ [file]: oldText });
    expect((await fromGitHub(project, ['--workflow', 'ci.yml', '--limit', '2'])).code).toBe(0);
    expect(runsOf(project)).toEqual([
      ['ci.yml', 2],
      ['release.yml', 9],
    ]);
    expect((await fromGitHub(project, ['--since', '5d', '--json'])).code).toBe(0);
    expect(runsOf(project)).toEqual([
      ['ci.yml', 1],
      ['release.yml', 1],
    ]);
  });

  it('takes the repository of the environment, and the token of the command line of GitHub', async () => {
    const env = { GITHUB_TOKEN: '', GH_TOKEN: token, GITHUB_API_URL: server.url, GITHUB_REPOSITORY: 'owner/repo' };
    expect((await calibrate(temporaryProject({}), [], env)).code).toBe(0);
  });

  it('waits when GitHub asks to, and goes on', async () => {
    server.trouble('/runs/2/jobs', { kind: 'refuse', status: 429, headers: { 'retry-after': '1' } });
    const project = temporaryProject({});
    const { code, stderr } = await fromGitHub(project);
    expect([code, stderr]).toEqual([0, expect.stringContaining('GitHub asks to wait: again in 1 s')]);
    expect(runsOf(project)[0]).toEqual(['ci.yml', 8]);
  });

  it('leaves the old calibration as it was, whatever happens', async () => {
    const limit = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1893456000' };
    const troubles: readonly (readonly [address: string, Trouble, told: string])[] = [
      ['/workflows', { kind: 'refuse', status: 401 }, 'does not accept the token'],
      ['/workflows', { kind: 'refuse', status: 404 }, 'finds no such repository'],
      ['/runs/2/jobs', { kind: 'refuse', status: 403, headers: limit }, 'try again after 2030-01-01T00:00:00.000Z'],
      ['/runs/2/jobs', { kind: 'refuse', status: 429, headers: { 'retry-after': '900' } }, 'try again in 900 seconds'],
      ['/runs/2/jobs', { kind: 'refuse', status: 500 }, 'status 500'],
      ['/runs/2/jobs', { kind: 'reset' }, "can't be reached"],
      ['/runs/2/jobs', { kind: 'cut' }, 'cut off'],
      ['/runs/2/jobs', { kind: 'say', text: '{"jobs": [' }, 'is no JSON'],
      ['/runs/2/jobs', { kind: 'say', text: '{"jobs": [{"run_id": "x"}]}' }, 'otherwise than its documentation says'],
      ['/workflows', { kind: 'say', text: '[]' }, 'does not answer as GitHub does'],
    ];
    const attempts = troubles.map(async ([address, trouble, told]) => {
      const own = await startActionsServer(served);
      own.trouble(address, trouble, 99);
      await expectKept(own.url, told);
      await own.close();
    });
    // Side by side: half of them wait seconds before they give up.
    await Promise.all([...attempts, expectKept('http://127.0.0.1:1', "can't be reached")]);
  });

  async function expectKept(url: string, told: string): Promise<void> {
    const project = temporaryProject({ [file]: oldText });
    const { code, stdout, stderr } = await fromGitHub(project, [], { GITHUB_API_URL: url });
    expect([code, stdout]).toEqual([3, expect.stringContaining(told)]);
    expect(stdout + stderr).not.toContain(token);
    expect(project.files()).toHaveLength(2);
    expect(project.read(file)).toBe(oldText);
  }

  it.each([
    ['there is no token', { GITHUB_TOKEN: '' }, 'set GITHUB_TOKEN or GH_TOKEN'],
    ['the token is wrong', { GITHUB_TOKEN: 'ghs_other' }, 'does not accept the token'],
    ['the token has a line end in it', { GITHUB_TOKEN: 'ghs_other\nghs_other' }, 'GITHUB_TOKEN is no token'],
  ])('ends with 3 when %s, and says no token', async (_, env, told) => {
    const project = temporaryProject({ [file]: oldText });
    const { code, stdout, stderr } = await fromGitHub(project, ['--json'], env);
    const findings: readonly { message: string; hint: string }[] = JSON.parse(stdout).findings;
    expect([code, findings.map(({ message, hint }) => `${message} ${hint}`)]).toEqual([
      3,
      [expect.stringContaining(told)],
    ]);
    expect(stdout + stderr).not.toMatch(/ghs_/);
    expect(project.read(file)).toBe(oldText);
  });

  it('says so when no run came to an end in the period', async () => {
    const quiet = await startActionsServer([{ ...ci, runs: [] }]);
    const project = temporaryProject({ [file]: oldText });
    const { code, stdout } = await fromGitHub(project, [], { GITHUB_API_URL: quiet.url });
    await quiet.close();
    expect([code, stdout, project.read(file)]).toEqual([
      1,
      expect.stringContaining('no runs that came to an end'),
      oldText,
    ]);
  });

  it('knows the workflows of the repository', async () => {
    const { code, stdout } = await fromGitHub(temporaryProject({}), ['--workflow', 'cl.yml']);
    expect([code, stdout]).toEqual([
      2,
      expect.stringMatching(/owner\/repo has no workflow cl.yml\n.*did you mean "ci.yml"/),
    ]);
  });

  it.skipIf(process.platform === 'win32')('can be interrupted while it waits', async () => {
    server.trouble('/runs/2/jobs', { kind: 'refuse', status: 429, headers: { 'retry-after': '50' } }, 99);
    const project = temporaryProject({ [file]: oldText });
    const env = { ...process.env, ...outside, ...access() };
    const code = await new Promise((done) => {
      const child = execFile(process.execPath, [main, 'budget', 'calibrate', '--repo', 'owner/repo'], {
        cwd: project.root,
        env,
      });
      child.stderr?.on('data', (text: string) => text.includes('asks to wait') && child.kill('SIGINT'));
      child.on('close', done);
    });
    expect([code, project.files().length, project.read(file)]).toEqual([130, 2, oldText]);
  });
});
