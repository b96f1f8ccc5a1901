import { mkdirSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GitHubServer, startGitHubServer, token } from '../../../../fixtures/reports/github-server.ts';
import { sampleAttempt, sampleCase, sampleCases, sampleReport } from '../../../../fixtures/reports/sample.ts';
import { pipewright } from '../../../../fixtures/synth/command-line.ts';
import { type TemporaryProject, temporaryProject } from '../../../../fixtures/synth/temporary-project.ts';
import { type Report, reportSchema } from '../../../contract/index.ts';
import { modelComparisonSchema } from '../../../runner/reports/index.ts';
import { formatNames } from '../../../runner/reports/registry.ts';
import { formatChoices } from '../../verbs/report.ts';

const json = (report: Report): string => JSON.stringify(report, undefined, 2);
const failed = sampleReport();
const passed = sampleReport({
  cases: [sampleCase('a', ['right', 'right', 'right'])],
  model: { ...failed.model, id: 'other' },
});
const fixtures = { ...failed.fixtures, cases: sampleCases.length };
const shard = (index: number): Report =>
  sampleReport({ fixtures, cases: sampleCases.slice(index * 3 - 3, index * 3), shards: [{ index, count: 2 }] });

const files = {
  'reports/quality.json': json(failed),
  'reports/deep/other.json': json(passed),
  'reports/benchmark.json': '[]',
  'shards/1.json': json(shard(1)),
  'shards/2.json': json(shard(2)),
  'broken.json': '{"schemaVersion": 1,\n "suite": }',
  'empty/readme.txt': '',
};

/** Without what the environment of the tests says about steps. */
const outside = { GITHUB_STEP_SUMMARY: '', GITHUB_EVENT_PATH: '', GITHUB_TOKEN: '', GITHUB_OUTPUT: '' };
const report = ({ root }: TemporaryProject, args: readonly string[], env: Record<string, string> = {}) =>
  pipewright(root, ['report', ...args], { ...outside, ...env });

describe('the verb', { timeout: 60_000 }, () => {
  it('offers the formats of the registry', () => {
    expect([...formatChoices].toSorted()).toEqual([...formatNames].toSorted());
  });

  it.each(['show', 'merge', 'summary', 'comment', 'compare'])('%s has help with examples', async (verb) => {
    const { code, stdout } = await report(temporaryProject({}), [verb, '--help']);
    expect([code, stdout]).toEqual([0, expect.stringContaining(`$ npx pipewright report ${verb} `)]);
  });
});

describe('report show', { timeout: 60_000 }, () => {
  it('prints text, and every report of a folder', async () => {
    const { code, stdout } = await report(temporaryProject(files), ['show', 'reports']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^quality {2}PASSED[\s\S]*^quality {2}FAILED/m);
  });

  it.each(formatNames)('writes %s', async (format) => {
    const project = temporaryProject(files);
    const { code, stdout } = await report(project, [
      'show',
      'reports',
      '--format',
      format,
      '--output',
      'out',
      '--json',
    ]);
    expect(code).toBe(0);
    const written: string[] = JSON.parse(stdout).files;
    expect(written.length).toBe(format === 'benchmark' ? 4 : 2);
    for (const path of written) expect(project.read(path).length).toBeGreaterThan(format === 'annotations' ? -1 : 1);
  });

  it('writes one file to the path itself', async () => {
    const project = temporaryProject(files);
    const { code } = await report(project, [
      'show',
      'reports/quality.json',
      '--format',
      'html',
      '--output',
      'page.html',
    ]);
    expect([code, project.read('page.html')]).toEqual([0, expect.stringMatching(/^<!DOCTYPE html>/)]);
  });

  it('asks for a folder where one format makes several files', async () => {
    const { code, stdout } = await report(temporaryProject(files), [
      'show',
      'reports/quality.json',
      '--format',
      'benchmark',
    ]);
    expect([code, stdout]).toEqual([2, expect.stringContaining('--output')]);
  });

  it.each([
    [['show', 'broken.json'], 1, /^broken\.json:2:11 error\[report-not-json\]/],
    [['show', 'none.json'], 3, /error\[missing-report\].*none\.json/],
    [['show', 'empty'], 3, /error\[missing-report\] there is no report in the folder empty/],
    [['show', 'reports', '--format', 'pdf'], 2, /^$/],
    [['show'], 2, /^$/],
  ])('%j ends with %i', async (args, expected, said) => {
    const { code, stdout } = await report(temporaryProject(files), args);
    expect([code, stdout]).toEqual([expected, expect.stringMatching(said)]);
  });

  it('prints JSON, and nothing else', async () => {
    const { stdout } = await report(temporaryProject(files), ['show', 'reports/quality.json', '--json']);
    expect(JSON.parse(stdout)).toEqual({ version: 1, reports: [failed] });
  });
});

describe('report merge', { timeout: 60_000 }, () => {
  it('joins shards', async () => {
    const project = temporaryProject(files);
    const { code, stdout } = await report(project, ['merge', 'shards', '--output', 'merged.json']);
    expect([code, stdout]).toEqual([1, expect.stringContaining('merged 2 reports into merged.json')]);
    const merged = reportSchema.parse(JSON.parse(project.read('merged.json')));
    expect(merged.cases.map(({ id }) => id)).toEqual(sampleCases.map(({ id }) => id));
  });

  it('fails when a shard is missing, and writes what there is', async () => {
    const project = temporaryProject(files);
    const { code, stdout } = await report(project, ['merge', 'shards/2.json', '--output', 'merged.json', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { status: 'incomplete', statusReason: 'shard 1/2 is missing' },
    ]);
    expect(JSON.parse(project.read('merged.json'))).toEqual(JSON.parse(stdout));
  });

  it('refuses what does not belong together, and writes nothing', async () => {
    const project = temporaryProject(files);
    const { code, stdout } = await report(project, ['merge', 'reports', '--output', 'merged.json']);
    expect([code, stdout, project.has('merged.json')]).toEqual([
      1,
      expect.stringContaining('error[mixed-reports]'),
      false,
    ]);
  });
});

describe('report summary', { timeout: 60_000 }, () => {
  it('is red when a gate failed, and prints where there is no step', async () => {
    const { code, stdout } = await report(temporaryProject(files), ['summary', 'reports']);
    expect([code, stdout]).toEqual([1, expect.stringMatching(/### ❌ quality[\s\S]*2 reports: failed\n$/)]);
  });

  it('is green when all passed', async () => {
    const { code, stdout } = await report(temporaryProject(files), ['summary', 'reports/deep', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([
      0,
      { verdict: 'passed', reports: [{ status: 'passed', failedGates: [] }] },
    ]);
  });

  it('writes the summary of a step, and ten annotations', async () => {
    const project = temporaryProject({ ...files, summary: 'before\n' });
    const env = { GITHUB_STEP_SUMMARY: project.path('summary'), GITHUB_ACTIONS: 'true' };
    const { code, stdout } = await report(project, ['summary', 'reports', 'shards'], env);
    expect(code).toBe(1);
    expect(project.read('summary')).toMatch(/^before\n\| report \| status/);
    expect(stdout.match(/^::/gm)).toHaveLength(10);
  });

  it('is red when a report is incomplete, broken or missing', async () => {
    const project = temporaryProject({ ...files, 'cut.json': json({ ...passed, status: 'incomplete' }) });
    const codes = ['cut.json', 'broken.json', 'none.json', 'empty'].map(
      async (path) => (await report(project, ['summary', path])).code,
    );
    expect(await Promise.all(codes)).toEqual([1, 1, 1, 1]);
  });

  it('lets a missing report pass when told, and nothing else', async () => {
    const project = temporaryProject(files);
    const allowed = await report(project, ['summary', 'reports/deep', 'none.json', '--allow-missing']);
    expect([allowed.code, allowed.stdout]).toEqual([0, expect.stringContaining('warning[missing-report]')]);
    expect((await report(project, ['summary', 'broken.json', '--allow-missing'])).code).toBe(1);
  });

  it('says it when the file of the summary is not there', async () => {
    const project = temporaryProject(files);
    const { code, stdout } = await report(project, ['summary', 'reports'], {
      GITHUB_STEP_SUMMARY: project.path('none'),
    });
    expect([code, stdout]).toEqual([3, expect.stringContaining('error[no-step-summary]')]);
  });
});

describe('report compare', { timeout: 60_000 }, () => {
  it('sets models side by side, in the summary of a step as well', async () => {
    const project = temporaryProject({ ...files, summary: '' });
    const env = { GITHUB_STEP_SUMMARY: project.path('summary') };
    const { code, stdout } = await report(project, ['compare', 'reports'], env);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^model .*\nother .*\n[\s\S]*^qwen-0\.5b-q4 /m)]);
    expect(project.read('summary')).toMatch(/^### Models\n\n\| model \|/);
  });

  it('prints JSON, and nothing else', async () => {
    const { stdout } = await report(temporaryProject(files), ['compare', 'reports', '--json']);
    expect(modelComparisonSchema.parse(JSON.parse(stdout)).models.map(({ model }) => model)).toEqual([
      'other',
      'qwen-0.5b-q4',
    ]);
  });
});

describe('report comment', { timeout: 60_000 }, () => {
  let server: GitHubServer;
  beforeEach(async () => {
    server = await startGitHubServer();
  });
  afterEach(() => server.close());

  function step(project: TemporaryProject): Record<string, string> {
    mkdirSync(project.path('github'), { recursive: true });
    const repo = { full_name: 'owner/repo' };
    writeFileSync(
      project.path('github/event.json'),
      JSON.stringify({ pull_request: { number: 7, head: { repo }, base: { repo } } }),
    );
    return {
      GITHUB_EVENT_PATH: project.path('github/event.json'),
      GITHUB_REPOSITORY: 'owner/repo',
      GITHUB_TOKEN: token,
      GITHUB_API_URL: server.url,
    };
  }

  it('writes one comment, and updates it', async () => {
    const project = temporaryProject(files);
    const first = await report(project, ['comment', 'reports'], step(project));
    const second = await report(project, ['comment', 'reports', '--json'], step(project));
    expect([first.code, first.stdout]).toEqual([
      0,
      'created https://github.example/owner/repo/pull/7#issuecomment-1\n',
    ]);
    expect([second.code, JSON.parse(second.stdout)]).toMatchObject([0, { version: 1, kind: 'updated' }]);
    expect(server.comments).toHaveLength(1);
  });

  it('stays below what GitHub takes', async () => {
    const attempts = [sampleAttempt('wrong', { answer: '漢'.repeat(4000) })];
    const cases = Array.from({ length: 300 }, (_, index) => sampleCase(`case-${index}`, ['wrong'], { attempts }));
    const project = temporaryProject({ 'big.json': json(sampleReport({ cases })) });
    expect((await report(project, ['comment', 'big.json'], step(project))).code).toBe(0);
    expect(server.comments[0]?.body.length).toBeLessThanOrEqual(65_536);
    expect(server.comments[0]?.body).toContain('would not fit here');
  });

  it('is skipped without a token, and says so', async () => {
    const { code, stdout } = await report(temporaryProject(files), ['comment', 'reports']);
    expect([code, stdout]).toEqual([0, 'no comment: there is no GITHUB_TOKEN in the environment\n']);
  });

  it('ends with 3 when GitHub refuses', async () => {
    const project = temporaryProject(files);
    server.refusal = { status: 403, message: 'Resource not accessible by integration' };
    const { code, stdout } = await report(project, ['comment', 'reports'], step(project));
    expect([code, stdout]).toEqual([3, expect.stringContaining('permissions: { pull-requests: write }')]);
  });
});
