/** `pipewright budget calibrate --runs` as a process of its own: saved runs, and all that can be wrong with them. */
import { chmodSync, truncateSync, writeFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import {
  calibrate,
  calibrated,
  file,
  fixture,
  oldText,
  stored,
  workflows,
} from '../../../../fixtures/budget/runs/calibrated-project.ts';
import { pageOf, sampleJob } from '../../../../fixtures/budget/runs/sample-jobs.ts';
import { temporaryProject } from '../../../../fixtures/synth/temporary-project.ts';
import { calibrationReportSchema } from '../../../budget/calibration/calibration-report.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('budget calibrate --runs', () => {
  it('stores what the runs took, and shows it', async () => {
    const project = temporaryProject(workflows);
    const { code, stdout } = await calibrate(project, ['--runs', fixture('ci.json')]);
    expect(code).toBe(0);
    await expect(stdout).toMatchFileSnapshot(fixture('ci.calibrate.txt'));
    await expect(project.read(file)).toMatchFileSnapshot(fixture('ci.calibration.json'));
    const again = await calibrate(project, ['--runs', fixture('ci.json')]);
    expect([again.code, again.stdout]).toEqual([0, expect.stringContaining(`${file} says so already`)]);
  });

  it('shows what changes, and prints a report for programs', async () => {
    const project = calibrated();
    const dry = await calibrate(project, ['--runs', fixture('ci.json'), '--dry-run']);
    expect(dry.stdout).toMatch(/test \(20\) +4 +1m50s -> 1m40s +2m -> 2m3s/);
    expect(dry.stdout).toContain('no longer in it, as no run tells of them: ci.yml/gone, release.yml/build');
    expect([dry.code, project.read(file)]).toEqual([0, oldText]);
    const { code, stdout, stderr } = await calibrate(project, ['--runs', fixture('ci.json'), '--json']);
    const report = calibrationReportSchema.parse(JSON.parse(stdout));
    expect([code, stderr, report.written, report.file]).toEqual([0, '', true, file]);
    expect(report.calibration).toEqual(stored(project));
    expect(report.jobs.find(({ job }) => job === 'test (20)')).toMatchObject({ median: 100, before: { median: 110 } });
    expect(report.findings.map((each) => each.code)).toEqual(['left-out-odd-job', 'few-runs']);
  });

  it('keeps what is known of other workflows when it is asked about one', async () => {
    const project = calibrated();
    expect((await calibrate(project, ['--runs', fixture('ci.json'), '--workflow', 'ci.yml'])).code).toBe(0);
    const kept = stored(project).jobs.map(({ workflow, job }) => `${workflow}/${job}`);
    expect(kept.toSorted()).toEqual(kept);
    expect(kept).toEqual(expect.arrayContaining(['ci.yml/Deploy', 'release.yml/build']));
    expect(kept).not.toContain('ci.yml/gone');
    expect((await calibrate(project, ['--runs', fixture('ci.json'), '--workflow', 'other.yml'])).code).toBe(1);
  });

  it('takes answers one behind the other, in the encoding of PowerShell too', async () => {
    const project = calibrated();
    const text = [1, 2, 3].map((id) => JSON.stringify(pageOf(sampleJob({ id })))).join('\r\n');
    writeFileSync(project.path('runs.json'), `\ufeff${text}\r\n`, 'utf16le');
    const { code, stdout } = await calibrate(project, ['--runs', 'runs.json', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).jobs).toMatchObject([{ job: 'test', runs: 3 }]);
  });

  it('finds the file by the path of the run, without any workflow here', async () => {
    const project = temporaryProject({
      'runs.json': JSON.stringify([
        { workflow_runs: [{ id: 7, path: '.github/workflows/x.yml' }] },
        pageOf(sampleJob()),
      ]),
    });
    expect((await calibrate(project, ['--runs', 'runs.json'])).code).toBe(0);
    expect(stored(project).jobs).toMatchObject([{ workflow: 'x.yml' }]);
  });

  it('puts a new one in the place of a broken one', async () => {
    const project = calibrated({ [file]: `<<<<<<< HEAD\n${oldText}` });
    const { code, stdout } = await calibrate(project, ['--runs', fixture('ci.json')]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/generated\/calibration.json:1:1 warning\[invalid-json\][\s\S]*a new one takes its place/);
    expect(stored(project).jobs).toHaveLength(4);
  });

  it('wants the old one whole where a part of it is to stay', async () => {
    const broken = `<<<<<<< HEAD\n${oldText}`;
    const project = calibrated({ [file]: broken });
    const { code, stdout } = await calibrate(project, ['--runs', fixture('ci.json'), '--workflow', 'ci.yml']);
    expect(stdout).toContain('generated/calibration.json:1:1 error[invalid-json]');
    expect([code, project.read(file)]).toEqual([2, broken]);
  });

  it('shows no name of a job as anything but text', async () => {
    const job = sampleJob({ name: '\u001b[31m::error::x\n##[add-mask]y' });
    const { stdout } = await calibrate(calibrated({ 'runs.json': JSON.stringify([job]) }), ['--runs', 'runs.json']);
    expect(stdout).not.toMatch(/^\s*::|##\[/m);
    expect(stdout).not.toContain('\u001b');
  });
});

describe('a broken file of runs', () => {
  const job = JSON.stringify(sampleJob());

  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /runs.json:1:1 error\[no-jobs\] the file is empty/],
    ['of blanks', ' \r\n ', /the file is empty/],
    ['without jobs', '[{"total_count": 0, "jobs": []}]', /there are no jobs in the file/],
    [
      'cut off',
      `[${job},\n{"id": 2, "na`,
      /runs.json:2:11 error\[runs-not-json\] the file is not JSON: it ends too early/,
    ],
    [
      'cut off between jobs',
      `[${job},\n`,
      /runs.json:2:1 error\[runs-not-json\] the file is not JSON: it ends too early/,
    ],
    ['of HTML', '<html>', /runs.json:1:1 error\[runs-not-json\].*"<"/],
    ['of another shape', '{"a": [1]}', /runs.json:1:1 error\[invalid-runs\] this is neither a job nor a page/],
    [
      'of a refusal',
      '{"message": "Not Found", "documentation_url": "x", "status": "404"}',
      /GitHub has refused: Not Found/,
    ],
    [
      'with a wrong time in the second answer',
      `${JSON.stringify(pageOf(sampleJob()), undefined, 1)}\n {"jobs": [\n  {"run_id": 1, "name": "a", "started_at": "noon"}]}`,
      /runs.json:25:44 error\[invalid-runs\] "started_at": must be a time[\s\S]*at +jobs\[0\].started_at/,
    ],
    ['of a text without an end', `["${'a'.repeat(2e7)}`, /it ends too early/],
    ['of deep lists', '['.repeat(100_000), /not JSON: it ends too early/],
    ['of other deep lists', '['.repeat(10_000) + ']'.repeat(10_000), /nested too deep/],
    ['of bytes', new Uint8Array([0x5b, 0xff, 0x5d]), /runs.json:1:2 error\[runs-not-json\] the file is not UTF-8/],
  ])('%s is told, and nothing is written', async (_, text, told) => {
    const project = calibrated();
    writeFileSync(project.path('runs.json'), text);
    const { code, stdout } = await calibrate(project, ['--runs', 'runs.json']);
    expect(stdout).toMatch(told);
    expect([code, project.read(file)]).toEqual([2, oldText]);
  });

  it.each([
    ['there is none', undefined, 'there is no such file'],
    ['it is a folder', 'folder', 'it is a folder'],
    ['it is far too large', 'large', 'it has 2147 MB, and at most 100 are read'],
  ])('is told when %s', async (_, kind, told) => {
    const project = calibrated({ 'folder/x.json': '[]', large: '' });
    truncateSync(project.path('large'), 2 ** 31);
    const { code, stdout } = await calibrate(project, ['--runs', kind ?? 'none.json']);
    expect(stdout).toContain(told);
    expect([code, project.read(file)]).toEqual([2, oldText]);
  });

  it('does not say more than ten mistakes', async () => {
    const project = calibrated({ 'runs.json': JSON.stringify(Array.from({ length: 500 }, () => ({ run_id: 'x' }))) });
    const { stdout } = await calibrate(project, ['--runs', 'runs.json', '--json']);
    expect(JSON.parse(stdout).findings).toHaveLength(10);
  });

  it('without a job that succeeded changes nothing', async () => {
    const jobs = [
      sampleJob({ conclusion: 'failure' }),
      sampleJob({ id: 2, workflow: 'Other' }),
      sampleJob({ id: 3, seconds: -9 }),
    ];
    const project = calibrated({ 'runs.json': JSON.stringify(jobs) });
    const { code, stdout } = await calibrate(project, ['--runs', 'runs.json']);
    expect(stdout).toContain('none of 3 jobs can be used; the calibration stays as it was');
    expect(stdout).toMatch(/left-out-unknown-workflow[\s\S]*left-out-odd-job/);
    expect([code, project.read(file)]).toEqual([1, oldText]);
  });
});

describe('the file', () => {
  it('stays as it was where it may not be written', async () => {
    const project = calibrated();
    chmodSync(project.path(file), 0o444);
    const { code, stdout } = await calibrate(project, ['--runs', fixture('ci.json')]);
    expect([code, stdout, project.read(file)]).toEqual([3, expect.stringContaining('read-only'), oldText]);
  });

  it('can not be written into a folder that is a file', async () => {
    const project = temporaryProject({ ...workflows, generated: '' });
    const { code, stdout } = await calibrate(project, ['--runs', fixture('ci.json')]);
    expect([code, stdout]).toEqual([3, expect.stringContaining('unwritable-target')]);
  });
});

describe('the verb', () => {
  it.each([
    [['--repo', 'owner'], 'Write owner/name'],
    [['--repo', 'owner/..'], 'Write owner/name'],
    [['--repo', '../../x'], 'Write owner/name'],
    [['--repo', 'a/b/c'], 'Write owner/name'],
    [['--repo', 'a/b', '--since', '30'], 'as in 90d'],
    [['--repo', 'a/b', '--limit', '0'], 'from 1 to 1000'],
    [['--repo', 'a/b', '--runs', 'x.json'], 'cannot be used with'],
    [['--runs', 'x.json', '--since', '5d'], 'cannot be used with'],
    [['--plan', 'pro', '--repo', 'a/b'], "unknown option '--plan'"],
    [[], 'name the repository with --repo'],
  ])('refuses %j', async (args, told) => {
    const { code, stderr } = await calibrate(temporaryProject({}), args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(told)]);
  });

  it('has help with examples', async () => {
    const { code, stdout } = await calibrate(temporaryProject({}), ['--help']);
    expect([code, stdout]).toEqual([0, expect.stringContaining('$ npx pipewright budget calibrate --repo owner/name')]);
    expect(stdout).toContain('gh api --paginate --slurp');
  });
});
