/** The budget among the generated files: what makes it change, and what a month beyond the limit means. */
import { describe, expect, it } from 'vitest';
import { pipewright } from '../../fixtures/synth/command-line.ts';
import { pipelineOf, type TemporaryProject, temporaryProject } from '../../fixtures/synth/temporary-project.ts';
import { referenceMonth } from '../budget/calendar/reference-month.ts';
import { budgetReportSchema } from '../contract/budget.ts';
import { tooLargeFinding } from './budget-files.ts';
import { applyChanges, synthesize } from './index.ts';

const reports = ['md', 'json', 'html', 'svg'].map((type) => `generated/budget.${type}`);
const config = 'pipewright.config.ts';
const ci = pipelineOf('run(sh`npm test`)');
const settings = (text: string): string => `export default { ${text} };\n`;
const traffic = (perMonth: number): string => `traffic: { pushes: [{ perMonth: ${perMonth}, varies: false }] }`;

const synth = ({ root }: TemporaryProject) => synthesize(root, { typeCheck: false });

async function write(project: TemporaryProject): Promise<string[]> {
  const { changes } = (await synth(project)).comparison;
  applyChanges(project.root, changes);
  return changes.map(({ path }) => path);
}

const reportOf = (project: TemporaryProject) =>
  budgetReportSchema.parse(JSON.parse(project.read('generated/budget.json')));

describe('the files of the budget', () => {
  it('are written with the workflows, and stay as they are', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': ci });
    expect(await write(project)).toEqual(expect.arrayContaining(reports));
    expect(await write(project)).toEqual([]);
    expect(reportOf(project).month).toBe(referenceMonth);
  });

  it('change with the traffic, the durations and the month that the settings tell', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': ci, [config]: settings(traffic(30)) });
    await write(project);
    for (const change of [
      traffic(31),
      `${traffic(31)}, budget: { durations: { 'ci.yml/build': '5m' } }`,
      `${traffic(31)}, budget: { durations: { 'ci.yml/build': '5m' }, month: '2026-02' }`,
    ]) {
      project.write(config, settings(change));
      expect(await write(project)).toEqual([...reports, 'generated/manifest.json']);
    }
    expect(reportOf(project)).toMatchObject({ month: '2026-02', billableMinutes: { total: 31 * 5 } });
  });

  it('change with a calibration', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': ci, [config]: settings(traffic(30)) });
    await write(project);
    const job = { workflow: 'ci.yml', job: 'build', runs: 20, median: 110, p90: 110, steps: [] };
    const between = { from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' };
    project.write(
      'generated/calibration.json',
      JSON.stringify({ version: 1, repository: 'o/r', ...between, jobs: [job] }),
    );
    expect(await write(project)).toEqual([...reports, 'generated/manifest.json']);
    expect(reportOf(project).workflows[0]?.jobs[0]?.duration).toEqual({
      source: 'calibrated',
      mean: 110,
      basedOnRuns: 20,
    });
  });

  it('count the workflows that were written by hand, which share the quota', async () => {
    const own = 'on: push\njobs: { mine: { runs-on: ubuntu-24.04, steps: [{ run: make }] } }\n';
    const project = temporaryProject({ 'pipelines/ci.ts': ci, '.github/workflows/own.yml': own });
    await write(project);
    expect(reportOf(project).workflows.map(({ file }) => file)).toEqual(['ci.yml', 'own.yml']);
  });

  it('count no workflow whose pipeline is gone', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': ci, 'pipelines/old.ts': ci });
    await write(project);
    project.remove('pipelines/old.ts');
    expect(await write(project)).toEqual(expect.arrayContaining(reports));
    expect(reportOf(project).workflows.map(({ file }) => file)).toEqual(['ci.yml']);
    expect(await write(project)).toEqual([]);
  });

  it('are deleted when they are no longer wanted, unless somebody has edited them', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': ci });
    await write(project);
    project.write('generated/budget.md', `${project.read('generated/budget.md')}mine\n`);
    project.write(config, settings('budget: { report: false }'));
    expect(await write(project)).toEqual([
      'generated/manifest.json',
      ...['html', 'json', 'svg'].map((type) => `generated/budget.${type}`),
    ]);
    expect([project.has('generated/budget.md'), project.has('generated/budget.json')]).toEqual([true, false]);
  });

  it('are found edited', async () => {
    const project = temporaryProject({ 'pipelines/ci.ts': ci });
    await write(project);
    project.write('generated/budget.json', project.read('generated/budget.json').replace('"within"', '"over"'));
    const { changes } = (await synth(project)).comparison;
    expect(changes).toEqual([expect.objectContaining({ path: 'generated/budget.json', edited: true })]);
  });
});

describe('a repository of very many jobs', () => {
  const withJobs = (count: number) => {
    const jobs = Array.from({ length: count }, (_, index) => ({ kind: 'job' as const, id: `j${index}`, steps: [] }));
    return { file: 'x.yml', document: { kind: 'workflow' as const, on: [], jobs }, called: () => undefined };
  };

  it('has no budget, and is told so', () => {
    expect(tooLargeFinding([withJobs(5000), withJobs(5000)])).toEqual([]);
    expect(tooLargeFinding([withJobs(5000), withJobs(5001)])).toMatchObject([
      {
        severity: 'warning',
        message: 'the workflows have 10,001 jobs: with more than 10,000 no budget is written, and no limit checked',
      },
    ]);
  });
});

describe('a limit', () => {
  const limited = (max: string): TemporaryProject =>
    temporaryProject({
      'pipelines/ci.ts': ci,
      [config]: settings(`${traffic(100)},\n  budget: { durations: { 'ci.yml/build': '90s' },\n    max: ${max} }`),
    });

  it.each(["'included'", '200', '{ minutes: 200, usd: 0 }'])('of %s is kept', async (max) => {
    expect((await synth(limited(max))).beyondBudget).toBeUndefined();
  });

  it('is exceeded by one minute', async () => {
    const { beyondBudget, findings } = await synth(limited('199'));
    expect(findings).toEqual([]);
    expect(beyondBudget).toMatchObject({
      severity: 'error',
      code: 'budget-exceeded',
      message:
        'one month of ten takes more than 200 minutes of the quota, and 199 are allowed (the plan includes 2,000)',
      source: { line: 3, column: 5 },
      path: 'budget.max',
      hint: 'generated/budget.md says what takes most, and what would save most',
    });
  });

  it('is a warning for synth and a failure for check', { timeout: 60_000 }, async () => {
    const project = limited('199');
    const written = await pipewright(project.root, ['synth', '--no-types']);
    expect(written).toMatchObject({ code: 0 });
    expect(written.stdout).toContain('pipewright.config.ts:3:5 warning[budget-exceeded]');
    const checked = await pipewright(project.root, ['check', '--no-types']);
    expect(checked).toMatchObject({ code: 1 });
    expect(checked.stdout).toContain('pipewright.config.ts:3:5 error[budget-exceeded]');
    const { code, stdout } = await pipewright(project.root, ['check', '--json', '--no-types']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout).findings).toMatchObject([{ code: 'budget-exceeded' }]);
  });
});
