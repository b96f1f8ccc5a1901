/** Which recorded jobs count, how long they took, and of which workflow they are. */
import { describe, expect, it } from 'vitest';
import { pageOf, sampleJob, sampleStep } from '../../../fixtures/budget/runs/sample-jobs.ts';
import { type FilesNamed, measureJobs } from './measured-jobs.ts';
import { readRuns } from './recorded-runs.ts';

const filesNamed: FilesNamed = (name) => ({ CI: ['ci.yml'], Twice: ['a.yml', 'b.yml'] })[name] ?? [];
const measure = (...jobs: readonly object[]) => measureJobs(readRuns(jobs), filesNamed);
const codes = (...jobs: readonly object[]) => measure(...jobs).findings.map(({ code }) => code);

describe('measureJobs', () => {
  it.each([
    ['ends before it begins', sampleJob({ seconds: -1 })],
    ['lasts longer than six hours', sampleJob({ seconds: 21_601 })],
    [
      'lasts longer than five days on a runner of its own',
      sampleJob({ seconds: 432_001, labels: ['Self-Hosted', 'gpu'] }),
    ],
    ['has no end', { ...sampleJob(), completed_at: null }],
    ['has no beginning', { ...sampleJob(), started_at: undefined }],
    ['began in the year 1', { ...sampleJob(), started_at: '0001-01-01T00:00:00Z' }],
  ])('leaves out a job that %s, and says so', (_, odd) => {
    const { jobs, findings } = measure(odd, sampleJob({ id: 2 }));
    expect(jobs).toHaveLength(1);
    expect(findings).toMatchObject([
      { code: 'left-out-odd-job', message: expect.stringMatching(/^left out: 1 job without .*"ci.yml\/test"/) },
    ]);
  });

  it.each([
    ['of no time', sampleJob({ seconds: 0 }), 0],
    ['of six hours', sampleJob({ seconds: 21_600 }), 21_600],
    ['of five days on a runner of its own', sampleJob({ seconds: 432_000, labels: ['self-hosted'] }), 432_000],
  ])('takes a job %s', (_, job, seconds) => {
    expect(measure(job)).toMatchObject({ jobs: [{ seconds }], findings: [] });
  });

  it('leaves out a step whose clock jumped, and not its job', () => {
    const { jobs, findings } = measure(sampleJob({ steps: [sampleStep('a', 1, -5), sampleStep('b', 2, 5)] }));
    expect(jobs[0]?.steps).toEqual([{ name: 'b', number: 2, seconds: 5 }]);
    expect(findings).toMatchObject([{ code: 'left-out-odd-step' }]);
  });

  it('finds the file by the path of the run, before the name', () => {
    const runs = { workflow_runs: [{ id: 7, path: '.github/workflows/other.yaml@refs/heads/main' }] };
    expect(measure(runs, pageOf(sampleJob()))).toMatchObject({ jobs: [{ workflow: 'other.yaml' }], findings: [] });
  });

  it('takes the path that GitHub shows for a workflow without a name', () => {
    expect(measure(sampleJob({ workflow: '.github/workflows/x.yml' })).jobs).toMatchObject([{ workflow: 'x.yml' }]);
  });

  it.each([
    ['Other', 'left-out-unknown-workflow'],
    [null, 'left-out-unknown-workflow'],
    ['Twice', 'left-out-ambiguous-workflow'],
  ])('leaves out jobs of the workflow %s', (workflow, code) => {
    expect(codes(sampleJob({ workflow }))).toEqual([code]);
  });

  it.each(['dynamic/dependabot/dependabot-updates', '.github/workflows/../../x.yml', '.github/workflows/a/b.yml'])(
    'leaves out runs of %s',
    (path) => {
      expect(codes({ workflow_runs: [{ id: 7, path }] }, sampleJob())).toEqual(['left-out-foreign-workflow']);
    },
  );

  it('counts what it leaves out, and names the first', () => {
    const odd = Array.from({ length: 9 }, (_, id) => sampleJob({ id, name: `job ${id}`, seconds: -1 }));
    const { findings } = measure(...odd);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/^left out: 9 jobs .*"ci.yml\/job 2" and 6 more$/);
  });
});
