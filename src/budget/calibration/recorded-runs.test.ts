/** Pages of GitHub's API in every arrangement, and what is none. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageOf, sampleJob } from '../../../fixtures/budget/runs/sample-jobs.ts';
import { readRuns } from './recorded-runs.ts';

describe('readRuns', () => {
  const one = sampleJob({ id: 1 });
  const two = sampleJob({ id: 2 });

  it.each([
    ['one answer', pageOf(one, two)],
    ['a list of answers', [pageOf(one), pageOf(two)]],
    ['a plain list', [one, two]],
    ['lists of lists', [[pageOf(one)], [[two]]]],
    ['answers that overlap', [pageOf(one, two), pageOf(two)]],
    ['answers among pages of runs', [{ total_count: 1, workflow_runs: [{ id: 7 }] }, pageOf(one), [two]]],
  ])('takes %s', (_, data) => {
    const { jobs, mistakes } = readRuns(data);
    expect([jobs.map(({ id }) => id), mistakes]).toEqual([[1, 2], []]);
  });

  it.each([
    ['a text', 'x', [], 'neither a job nor a page'],
    ['nothing', null, [], 'neither a job nor a page'],
    ['a foreign object', [{ a: 1 }], [0], 'neither a job nor a page'],
    ['a refusal of GitHub', { message: 'Not Found', documentation_url: 'x' }, [], 'GitHub has refused: Not Found'],
    ['a job without a name', pageOf({ ...one, name: undefined }), ['jobs', 0, 'name'], '"name": is missing'],
    ['a job with a broken time', [{ ...one, started_at: 'today' }], [0, 'started_at'], 'as in 2026-02-01T12:00:00Z'],
    ['an impossible day', [{ ...one, started_at: '2026-02-31T12:00:00Z' }], [0, 'started_at'], 'as in 2026'],
    ['a step without a name', [{ ...one, steps: [{}] }], [0, 'steps', 0, 'name'], 'is missing'],
    ['a run without an id', { workflow_runs: [{}] }, ['workflow_runs', 0, 'id'], 'is missing'],
    ['lists without end', [[[[[[one]]]]]], [0, 0, 0, 0, 0], 'nested too deep'],
  ])('says where %s stands', (_, data, path, message) => {
    expect(readRuns(data).mistakes).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  it('throws on nothing that JSON can be', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (data) => {
        for (const each of [data, { jobs: data }, { workflow_runs: data }, { run_id: 1, steps: data }]) {
          expect(() => readRuns(each)).not.toThrow();
        }
      }),
    );
  });
});
