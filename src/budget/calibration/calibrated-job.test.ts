/** Which measured jobs a planned name stands for, and what several of them say together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Calibration } from '../../contract/calibration.ts';
import { calibratedJob } from './calibrated-job.ts';
import { compareCalibrations, keepOthers } from './merge-calibrations.ts';
import { matchesName, partsOf, readPattern } from './name-pattern.ts';
import { pool } from './pool.ts';

const job = (name: string, median = 60, workflow = 'ci.yml', runs = 10) => ({
  ...{ workflow, job: name, runs, median, p90: median * 1.5 },
  steps: [],
});
const calibrationOf = (...jobs: readonly ReturnType<typeof job>[]): Calibration => ({
  ...{ version: 1, repository: 'o/r', from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' },
  jobs: [...jobs],
});

describe('readPattern', () => {
  const matches = (planned: string, shown: string): boolean => {
    const pattern = readPattern(planned);
    return pattern !== undefined && matchesName(pattern, partsOf(shown));
  };

  it.each([
    ['Deploy ${{ needs.plan.outputs.version }}', 'Deploy 1.2'],
    ['Deploy ${{ a }} to ${{ b }}!', 'deploy 1 to 2!'],
    ["Deploy ${{ a || ' / }}' }} now", 'Deploy x now'],
    ['call / build', 'call / build'],
    ['call ${{ x }} / build', 'call 7 / build'],
    ['call / Deploy ${{ x }}', 'call / Deploy 1.2'],
    ['${{ x }} / build', 'anything / build'],
    ['test', 'test (20, ubuntu-24.04)'],
    ['call / test', 'call (a) / test (b)'],
    ['a ${{ x', 'a b'],
    ['a${{ x }}b${{ y }}b', 'abb'],
  ])('of %j fits %j', (planned, shown) => {
    expect(matches(planned, shown)).toBe(true);
  });

  it.each([
    ['Deploy ${{ x }}', 'Test 1.2'],
    ['Deploy ${{ x }} now', 'Deploy now'],
    ['Deploy ${{ x }}', 'Deploy 1 / build'],
    ['call / build', 'build'],
    ['build', 'call / build'],
    ['call / build', 'other / build'],
    ['test', 'test 20'],
    ['test', 'testing (20)'],
    ['a${{ x }}a', 'a'],
    ['${{ matrix.name }}', 'anything'],
    ['call / ${{ x }}', 'call / anything'],
    ['${{ x }}-${{ y }}', 'a-b'],
  ])('of %j does not fit %j', (planned, shown) => {
    expect(matches(planned, shown)).toBe(false);
  });

  it('fits what its expressions could be, whatever stands around them', () => {
    const text = fc.string({ maxLength: 8 }).filter((each) => !/\$|\/|\{|[A-Z]/.test(each));
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 4 }), (pairs) => {
        const planned = pairs.map(([literal]) => `${literal}\${{ x }}`).join('');
        const shown = pairs.map(([literal, value]) => `${literal}${value}`).join('');
        expect(matches(`a${planned}`, `a${shown}`)).toBe(true);
      }),
    );
  });

  it('takes no long for names that are made to take long', () => {
    const planned = `a${'${{ x }}a'.repeat(2000)}b`;
    expect(matches(planned, 'a'.repeat(5000))).toBe(false);
  });
});

describe('calibratedJob', () => {
  it('finds the job of the workflow, whatever its case', () => {
    const calibration = calibrationOf(job('test', 10, 'other.yml'), job('Test', 20));
    expect(calibratedJob(calibration, 'ci.yml', 'test')?.median).toBe(20);
    expect(calibratedJob(calibration, 'ci.yml', 'build')).toBeUndefined();
    expect(calibratedJob(calibration, 'none.yml', 'test')).toBeUndefined();
  });

  it('prefers the job of that name to those that it could stand for', () => {
    const calibration = calibrationOf(
      job('test', 10),
      job('test (20)', 100),
      job('Deploy ${{ x }}', 30),
      job('Deploy 1', 40),
    );
    expect(calibratedJob(calibration, 'ci.yml', 'test')?.median).toBe(10);
    expect(calibratedJob(calibration, 'ci.yml', 'Deploy ${{ x }}')?.median).toBe(30);
  });

  it('takes several for one, and says the same again', () => {
    const calibration = calibrationOf(job('Deploy 1.2', 60), job('Deploy 1.3', 60), job('build', 1));
    const found = calibratedJob(calibration, 'ci.yml', 'Deploy ${{ needs.plan.outputs.version }}');
    expect(found?.runs).toBe(20);
    expect(found?.median).toBeCloseTo(60, 0);
    expect(found?.p90).toBeCloseTo(90, 0);
    expect(calibratedJob(calibration, 'ci.yml', 'Deploy ${{ needs.plan.outputs.version }}')).toBe(found);
  });
});

describe('pool', () => {
  const exact = (seconds: number, runs: number) => ({ runs, median: seconds, p90: seconds });

  it('counts each as often as it was measured', () => {
    expect(pool([exact(10, 8), exact(100, 2)])).toEqual({ runs: 10, median: 10, p90: 100 });
    expect(pool([exact(10, 19), exact(100, 1)])).toEqual({ runs: 20, median: 10, p90: 10 });
    expect(pool([exact(100, 6), exact(10, 4)])).toEqual({ runs: 10, median: 100, p90: 100 });
  });

  it('of many that are the same is as each of them', () => {
    const same = { runs: 3, median: 100, p90: 200 };
    const { runs, median, p90 } = pool(Array.from({ length: 100 }, () => same)) ?? exact(0, 0);
    expect(runs).toBe(300);
    expect(Math.abs(median - 100)).toBeLessThan(2);
    expect(Math.abs(p90 - 200)).toBeLessThan(5);
  });

  it('is one of itself, and nothing of nothing', () => {
    expect([pool([exact(10, 8)]), pool([])]).toEqual([exact(10, 8), undefined]);
  });

  it('lies between its parts', () => {
    const measured = fc
      .record({
        runs: fc.integer({ min: 1, max: 50 }),
        median: fc.integer({ min: 0, max: 5000 }),
        more: fc.integer({ min: 0, max: 5000 }),
      })
      .map(({ runs, median, more }) => ({ runs, median, p90: median + more }));
    fc.assert(
      fc.property(fc.array(measured, { minLength: 1, maxLength: 6 }), (jobs) => {
        const { runs, median, p90 } = pool(jobs) ?? exact(Number.NaN, 0);
        expect(runs).toBe(jobs.reduce((sum, each) => sum + each.runs, 0));
        expect(p90).toBeGreaterThanOrEqual(median);
        // A quantile of a mixture lies between those of its parts, but for the grain of the points.
        expect(median).toBeGreaterThanOrEqual(Math.min(...jobs.map((each) => each.median)) * 0.97);
        expect(p90).toBeLessThanOrEqual(Math.max(...jobs.map((each) => Math.max(each.p90, each.median))) * 1.15);
      }),
    );
  });
});

describe('keepOthers', () => {
  it('keeps what the old one says of workflows that were not asked about', () => {
    const old = calibrationOf(job('a', 1, 'a.yml'), job('old', 1), job('z', 1, 'z.yml'));
    const made = { ...calibrationOf(job('new', 2)), from: '2026-01-01T00:00:00Z', to: '2026-01-31T00:00:00Z' };
    const kept = keepOthers(old, made, new Set(['ci.yml']));
    expect(kept.jobs.map(({ workflow, job: name }) => `${workflow}/${name}`)).toEqual([
      'a.yml/a',
      'ci.yml/new',
      'z.yml/z',
    ]);
    expect([kept.from, kept.to, kept.repository]).toEqual(['2026-01-01T00:00:00Z', old.to, 'o/r']);
    expect(keepOthers(old, { ...made, repository: null }, new Set(['ci.yml'])).repository).toBeNull();
    expect(keepOthers({ ...old, repository: null }, made, new Set(['ci.yml'])).repository).toBeNull();
  });
});

describe('compareCalibrations', () => {
  it('puts old and new beside each other, and says what is gone', () => {
    const old = calibrationOf(job('test', 1), job('gone', 1));
    const { jobs, gone } = compareCalibrations(old, calibrationOf(job('new'), job('test', 2)));
    expect(jobs.map(({ job: now, before }) => [now.job, now.median, before?.median])).toEqual([
      ['new', 60, undefined],
      ['test', 2, 1],
    ]);
    expect(gone.map(({ job: name }) => name)).toEqual(['gone']);
    expect(compareCalibrations(undefined, old).gone).toEqual([]);
  });
});
