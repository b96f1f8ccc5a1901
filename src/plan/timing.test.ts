/** How long runs take, against schedules worked out by hand. */
import { describe, expect, it } from 'vitest';
import { readYaml } from '../yaml/read.ts';
import { preparePlan } from './prepare-plan.ts';
import { type RunnerLimits, runnerLimits } from './runner-limits.ts';
import { type RunTiming, timeRun } from './timing.ts';

function time(
  jobs: string,
  seconds: Readonly<Record<string, number>>,
  limits: RunnerLimits = runnerLimits.free,
): RunTiming {
  const { document } = readYaml(`on: push\njobs:\n${jobs.replace(/^/gm, '  ')}\n`, 'ci.yml');
  if (document?.kind !== 'workflow') throw new Error('no workflow');
  const { jobs: planned } = preparePlan(document, { resolve: () => called }).plan({ event: 'push' });
  const timing = timeRun(planned, (job) => seconds[job.id], limits);
  if (!timing) throw new Error('no timing');
  return timing;
}

const read = readYaml(
  'on: workflow_call\njobs:\n  c: { runs-on: x, steps: [] }\n  d: { needs: c, runs-on: x, steps: [] }\n',
  'c.yml',
);
const called = read.document?.kind === 'workflow' ? read.document : undefined;
const job = (id: string, more = ''): string => `${id}: { runs-on: ubuntu-24.04, steps: []${more} }`;

describe('timeRun()', () => {
  it('follows the longest chain', () => {
    const jobs = [job('a'), job('b', ', needs: a'), job('c'), job('d', ', needs: [b, c]')].join('\n');
    const timing = time(jobs, { a: 10, b: 20, c: 25, d: 5 });
    expect(timing).toMatchObject({ seconds: 35, queued: 0, criticalPath: ['a', 'b', 'd'] });
    expect(timing.jobs[3]).toEqual({ name: 'd', start: 30, end: 35, queued: 0 });
  });

  it('waits for a free runner', () => {
    const timing = time([job('a'), job('b'), job('c')].join('\n'), { a: 10, b: 20, c: 5 }, { jobs: 2, macos: 1 });
    expect(timing).toMatchObject({ seconds: 20, queued: 10 });
    expect(timing.jobs[2]).toEqual({ name: 'c', start: 10, end: 15, queued: 10 });
  });

  it('has five runners of macOS, and the others go on', () => {
    const jobs = `m: { runs-on: macos-15, strategy: { matrix: { i: [1, 2, 3, 4, 5, 6, 7] } }, steps: [] }\n${job('l')}`;
    const timing = time(jobs, { m: 60, l: 30 });
    expect(timing).toMatchObject({ seconds: 120, queued: 120, criticalPath: ['m (1)', 'm (6)'] });
    expect(timing.jobs.at(-1)).toMatchObject({ name: 'l', start: 0 });
  });

  it('keeps to max-parallel', () => {
    const jobs = 'm: { runs-on: x, strategy: { max-parallel: 1, matrix: { i: [1, 2, 3] } }, steps: [] }';
    expect(time(jobs, { m: 60 }).seconds).toBe(180);
  });

  it('does not count self-hosted runners', () => {
    const jobs = 'm: { runs-on: [self-hosted], strategy: { matrix: { i: [1, 2, 3] } }, steps: [] }';
    expect(time(jobs, { m: 60 }, { jobs: 1, macos: 1 }).seconds).toBe(60);
  });

  it('goes through calls, and past jobs that do not run', () => {
    const jobs = `${job('a')}\n${job('s', ', if: false, needs: a')}\nb: { uses: ./c.yml, needs: s, if: always() }\n${job('e', ', needs: b, if: always()')}`;
    const timing = time(jobs, { a: 10, c: 20, d: 30, e: 1 });
    expect(timing).toMatchObject({ seconds: 61, criticalPath: ['a', 'b / c', 'b / d', 'e'] });
  });

  it('says nothing where the time of a job is not known', () => {
    expect(() => time([job('a'), job('b')].join('\n'), { a: 1 })).toThrow('no timing');
  });
});
