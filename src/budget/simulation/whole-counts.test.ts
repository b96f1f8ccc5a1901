/** Counts in whole numbers keep their sum. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMonth } from '../calendar/month.ts';
import { fractionsBefore, wholeCounts } from './whole-counts.ts';

const month = readMonth('2026-11');

describe('whole counts', () => {
  it.each([
    [
      [0.3, 0.3, 0.3],
      [1, 0, 0],
    ],
    [
      [0.4, 5, 0.6],
      [0, 5, 1],
    ],
    [[0.4], [0]],
    [[0.5], [1]],
    [
      [2.5, 2.5],
      [3, 2],
    ],
    [
      [7, 0, 3],
      [7, 0, 3],
    ],
    [[], []],
  ])('of %j a month are %j', (perMonth, counts) => {
    expect(
      wholeCounts(
        month,
        perMonth.map((each) => ({ perMonth: each })),
      ),
    ).toEqual(counts);
  });

  it('know the days of the month', () => {
    // 4.1 a day are 123 in 30 days, though 4.1 * 30 is a little less.
    expect(wholeCounts(month, [{ perDay: 4.1 }, { perMonth: 0.5 }])).toEqual([123, 1]);
    expect(wholeCounts(readMonth('2026-02'), [{ perDay: 1 }])).toEqual([28]);
  });

  it('add up to the rounded sum, and none is off by one or more', () => {
    const entry = fc.double({ min: 0, max: 5000, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 80 }), (exact) => {
        const counts = wholeCounts(
          month,
          exact.map((perMonth) => ({ perMonth })),
        );
        const sum = exact.reduce((total, each) => total + each, 0);
        expect(Math.abs(counts.reduce((total, each) => total + each, 0) - sum)).toBeLessThanOrEqual(0.5 + 1e-3);
        for (const [index, count] of counts.entries())
          expect(Math.abs(count - (exact[index] ?? 0))).toBeLessThan(1 + 1e-5);
      }),
    );
  });

  it('leave whole numbers as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(10_000)), (exact) => {
        expect(
          wholeCounts(
            month,
            exact.map((perMonth) => ({ perMonth })),
          ),
        ).toEqual(exact);
      }),
    );
  });
});

it('what is left over goes to the next', () => {
  expect(fractionsBefore([1.5, 2, 0.75, 4])).toEqual([0, 0.5, 0.5, 0.25]);
});
