/** Recorded runs in, durations out: the statistics of jobs and steps. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { after, noon, sampleJob, sampleStep } from '../../../fixtures/budget/runs/sample-jobs.ts';
import { calibrationSchema } from '../../contract/calibration.ts';
import { fewRuns, fitCalibration } from './fit-calibration.ts';
import { measureJobs } from './measured-jobs.ts';
import { percentile } from './percentile.ts';
import { readRuns } from './recorded-runs.ts';

const calibrate = (...jobs: readonly object[]) =>
  fitCalibration(measureJobs(readRuns(jobs), () => ['ci.yml']).jobs, null);

describe('percentile', () => {
  it.each([
    [[7], 0.9, 7],
    [[10, 20], 0.5, 15],
    [[10, 20, 30, 40], 0.9, 37],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
    [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.5, 6],
  ])('of %j at %d is %d', (values, share, expected) => {
    expect(percentile(values, share)).toBeCloseTo(expected, 9);
  });

  it('leaves its share of the values below it', () => {
    const values = fc.array(fc.integer({ min: 0, max: 9999 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, fc.constantFrom(0, 0.1, 0.5, 0.9, 1), (given, share) => {
        const sorted = given.toSorted((one, other) => one - other);
        const value = percentile(sorted, share);
        const position = share * (sorted.length - 1);
        expect(sorted.filter((each) => each < value).length).toBeLessThanOrEqual(Math.ceil(position));
        expect(sorted.filter((each) => each <= value).length).toBeGreaterThan(Math.floor(position));
      }),
    );
  });
});

describe('fitCalibration', () => {
  it('takes median and p90 of the successful runs of each job and step', () => {
    const seconds = [40, 10, 30, 20];
    const jobs = seconds.map((each, id) =>
      sampleJob({
        id,
        seconds: each,
        started: after(noon, id * 86_400),
        steps: [sampleStep('Run tests', 2, each / 2)],
      }),
    );
    expect(calibrate(...jobs)).toEqual({
      version: 1,
      repository: null,
      from: '2026-02-02T12:00:00Z',
      to: '2026-02-05T12:00:00Z',
      jobs: [
        {
          ...{ workflow: 'ci.yml', job: 'test', runs: 4, median: 25, p90: 37 },
          steps: [{ name: 'Run tests', runs: 4, median: 12.5, p90: 18.5 }],
        },
      ],
    });
  });

  it.each(['failure', 'cancelled', 'skipped', 'timed_out', null])('counts no job that ended with %s', (conclusion) => {
    expect(calibrate(sampleJob({ conclusion }))).toBeUndefined();
  });

  it('counts no step that was skipped or failed', () => {
    const steps = [sampleStep('a', 1, 5), sampleStep('b', 2, 5, 'skipped'), sampleStep('c', 3, 5, 'failure')];
    expect(calibrate(sampleJob({ steps }))?.jobs[0]?.steps.map(({ name }) => name)).toEqual(['a']);
  });

  it('keeps steps with the same name apart, in the order of the job', () => {
    const steps = [
      sampleStep('Run actions/cache', 4, 8),
      sampleStep('Run build', 3, 9),
      sampleStep('Run actions/cache', 2, 1),
    ];
    const job = sampleJob({ steps: steps.toReversed() });
    expect(calibrate(job)?.jobs[0]?.steps.map(({ name, median }) => [name, median])).toEqual([
      ['Run actions/cache', 1],
      ['Run build', 9],
      ['Run actions/cache', 8],
    ]);
  });

  it('knows the median and the p90 of any samples, in any order, and gives what the contract allows', () => {
    const sample = fc.record({
      name: fc.constantFrom('a', 'B', 'b', '__proto__', 'ä'),
      seconds: fc.integer({ min: 0, max: 21_600 }),
    });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 40 }), fc.infiniteStream(fc.nat()), (samples, random) => {
        const jobs = samples.map((each, id) => sampleJob({ ...each, id }));
        const made = calibrate(...jobs);
        expect(calibrationSchema.parse(made)).toEqual(made);
        const shuffled = jobs
          .map((job) => [random.next().value, job] as const)
          .toSorted(([one], [other]) => one - other);
        expect(calibrate(...shuffled.map(([, job]) => job))).toEqual(made);
        for (const { job, runs, median, p90 } of made?.jobs ?? []) {
          const own = samples.filter(({ name }) => name === job).map(({ seconds }) => seconds);
          const atMost = (limit: number) => own.filter((each) => each <= limit + 0.05).length / own.length;
          expect(runs).toBe(own.length);
          expect([
            atMost(median) >= 0.5,
            own.filter((each) => each < median - 0.05).length / own.length <= 0.5,
          ]).toEqual([true, true]);
          expect(median <= p90 && p90 <= Math.max(...own)).toBe(true);
        }
      }),
    );
  });

  it('says which jobs rest on few runs, and stores them', () => {
    const made = calibrate(sampleJob({ id: 1 }), ...[2, 3, 4].map((id) => sampleJob({ id, name: 'build' })));
    expect(made?.jobs.map(({ job, runs }) => [job, runs])).toEqual([
      ['build', 3],
      ['test', 1],
    ]);
    expect(made && fewRuns(made)).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('"ci.yml/test"') },
    ]);
    expect(made && fewRuns({ ...made, jobs: made.jobs.slice(0, 1) })).toEqual([]);
  });
});
