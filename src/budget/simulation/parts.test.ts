/** The parts of the simulation that have no file of tests of their own: random numbers, estimates, the calendar. */
import { describe, expect, it } from 'vitest';
import { monthAfter } from '../calendar/next-month.ts';
import { durationsOf } from './durations.ts';
import { addUp, billableMinutes, cutAt, exactly, samplesOf, spreadOf } from './estimate.ts';
import { normal, poisson, roundAtRandom, seededRandom } from './random.ts';

describe('random numbers', () => {
  it('are those of the algorithm for their seed', () => {
    // The first numbers of mulberry32 with the seed 1, as its reference implementation gives them.
    const random = seededRandom(1);
    expect([random(), random()].map((value) => value.toFixed(6))).toEqual(['0.627074', '0.002736']);
  });

  it.each([0.5, 7, 59, 61, 4000])('come %d times on average, and vary as much', (mean) => {
    const random = seededRandom(3);
    const counts = Array.from({ length: 4000 }, () => poisson(mean, random));
    const average = counts.reduce((sum, each) => sum + each, 0) / counts.length;
    const variance = counts.reduce((sum, each) => sum + (each - average) ** 2, 0) / counts.length;
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(mean / counts.length));
    expect(variance / mean).toBeGreaterThan(0.85);
    expect(variance / mean).toBeLessThan(1.15);
  });

  it('round up as often as the fraction says', () => {
    const random = seededRandom(4);
    const sum = Array.from({ length: 4000 }, () => roundAtRandom(2.25, random)).reduce(
      (total, each) => total + each,
      0,
    );
    expect(sum / 4000).toBeCloseTo(2.25, 1);
    expect(roundAtRandom(3, random)).toBe(3);
    expect(Number.isFinite(normal(() => 0))).toBe(true);
  });
});

describe('estimates', () => {
  it.each([
    [0, 1],
    [1, 1],
    [59.9, 1],
    [60, 1],
    [60.001, 2],
    [61, 2],
    [0.1 * 600, 1],
    [21_600, 360],
  ])('%d seconds are billed as %d minutes', (seconds, minutes) => {
    expect(billableMinutes(seconds)).toBe(minutes);
  });

  it('have their median in the middle and their 90th percentile where it belongs', () => {
    const samples = samplesOf({ median: 100, p90: 200 });
    const below = (limit: number): number => samples.filter((each) => each <= limit).length / samples.length;
    expect(below(100)).toBe(0.5);
    expect(Math.abs(below(200) - 0.9)).toBeLessThan(0.01);
    expect(samplesOf(exactly(42))).toEqual([42]);
  });

  it('add up, and end at a timeout', () => {
    expect(addUp([exactly(10), { median: 20, p90: 23 }, { median: 30, p90: 34 }])).toEqual({ median: 60, p90: 65 });
    expect(Math.max(...samplesOf(cutAt({ median: 100, p90: 200 }, 150)))).toBe(150);
    expect(spreadOf(cutAt(exactly(7200), 1800))).toEqual({ points: [30], mean: 30, variance: 0 });
  });

  it('are those of the settings first, by job and then by workflow', () => {
    const { job } = durationsOf({ 'ci.yml/build': { hit: 5, miss: 50 }, 'ci.yml/*': 7 });
    const takes = undefined;
    const ask = (name: string, cacheHit: boolean) =>
      job({ file: 'ci.yml', job: name, name, takes, cacheHit })?.estimate.median;
    expect([ask('build', true), ask('build', false), ask('lint', true)]).toEqual([5, 50, 7]);
    expect(job({ file: 'x.yml', job: 'toString', name: 'x', takes, cacheHit: true })).toBeUndefined();
  });
});

it('the next month is that of UTC', () => {
  expect(monthAfter(new Date('2026-12-31T23:59:59Z'))).toBe('2027-01');
  expect(monthAfter(new Date('2026-01-31T00:00:00-10:00'))).toBe('2026-02');
});
