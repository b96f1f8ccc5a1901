/** The parts of the simulation, each by itself: caches, queue, random numbers, estimates, groups. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMs } from '../calendar/month.ts';
import { monthAfter } from '../calendar/next-month.ts';
import { openCacheStore } from './cache-store.ts';
import { groupNameOf } from './concurrency-groups.ts';
import { durationsOf } from './durations.ts';
import { addUp, billableMinutes, cutAt, exactly, samplesOf, spreadOf } from './estimate.ts';
import { normal, poisson, roundAtRandom, seededRandom } from './random.ts';
import { openTimeQueue } from './time-queue.ts';

describe('the caches of a repository', () => {
  it('drop the one that was used the longest ago, when there are more than fit', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 4, 0);
    store.save('main', 'b', 4, dayMs);
    expect(store.restore(['main'], 'a', [], 2 * dayMs)).toBe('exact');
    store.save('main', 'c', 4, 3 * dayMs);
    expect(store.evictions).toBe(1);
    expect(store.size(3 * dayMs)).toBe(8);
    expect(['a', 'b', 'c'].map((key) => store.restore(['main'], key, [], 3 * dayMs))).toEqual([
      'exact',
      'none',
      'exact',
    ]);
  });

  it('keep nothing that is larger than all of them', () => {
    const store = openCacheStore(10);
    store.save('main', 'huge', 11, 0);
    expect(store.size(0)).toBe(0);
  });

  it('forget after seven days what nobody used', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 1, 0);
    expect(store.restore(['main'], 'a', [], 6 * dayMs)).toBe('exact');
    expect(store.restore(['main'], 'a', [], 12 * dayMs)).toBe('exact');
    expect(store.restore(['main'], 'a', [], 19 * dayMs)).toBe('none');
    expect(store.size(19 * dayMs)).toBe(0);
  });

  it('give a pull request those of the default branch, and nobody those of another', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 1, 0);
    store.save('pull/0/1', 'b', 1, 0);
    expect(store.restore(['pull/0/1', 'main'], 'a', [], 1)).toBe('exact');
    expect(store.restore(['pull/0/2', 'main'], 'b', [], 1)).toBe('none');
    expect(store.restore(['main'], 'b', [], 1)).toBe('none');
  });

  it('find by what a key starts with only what no key has', () => {
    const store = openCacheStore(10);
    store.save('main', 'npm-1', 1, 0);
    expect(store.restore(['main'], 'npm-2', ['npm-'], 1)).toBe('partial');
    expect(store.restore(['main'], 'npm-1', ['npm-'], 1)).toBe('exact');
    expect(store.restore(['main'], 'yarn-1', ['yarn-'], 1)).toBe('none');
  });

  it('never change an entry that is there', () => {
    const store = openCacheStore(10);
    store.save('main', 'a', 1, 0);
    store.save('main', 'a', 5, 1);
    expect(store.size(1)).toBe(1);
  });
});

it('the queue by time gives its items in order, and equals as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), (times) => {
      const queue = openTimeQueue<number>();
      for (const [index, at] of times.entries()) queue.add(at, index);
      const taken = times.map(() => [queue.next(), queue.take()]);
      const sorted = times.map((at, index) => [at, index]).sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j);
      expect(taken).toEqual(sorted);
      expect([queue.size, queue.next(), queue.take()]).toEqual([0, Number.POSITIVE_INFINITY, undefined]);
    }),
  );
});

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

describe('groups of runs', () => {
  it.each([
    ['deploy', 1, 'deploy', 'the same for all'],
    ['ci-987654321', 4, 'ci-987654321 4', 'one for each pull request'],
    ['ci-${{ github.ref }}', 4, 'ci-${{ github.ref }} 4', 'one for each pull request'],
    ['ci-${{ github.run_id }}', 4, 'ci-${{ github.run_id }} 99', 'one for each run'],
    ['ci-${{ github.ref }}-${{ github.sha }}', 4, 'ci-${{ github.ref }}-${{ github.sha }} 99', 'one for each run'],
    ['ci-${{ vars.x }}', 4, 'ci-${{ vars.x }} 99', 'nobody knows: one for each run'],
  ])('%s of pull request %d is %s: %s', (group, subject, name) => {
    expect(groupNameOf(group, subject, 99)).toBe(name);
  });

  it('do not care about case', () => {
    expect(groupNameOf('Deploy', 0, 1)).toBe(groupNameOf('deploy', 0, 2));
  });
});

it('the next month is that of UTC', () => {
  expect(monthAfter(new Date('2026-12-31T23:59:59Z'))).toBe('2027-01');
  expect(monthAfter(new Date('2026-01-31T00:00:00-10:00'))).toBe('2026-02');
});
