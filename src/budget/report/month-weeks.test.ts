/** The calendar: every day stands below its weekday, and the strongest colour is that of the heaviest day. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reportWith, smallReport } from '../../../fixtures/budget/report/sample-reports.ts';
import { formatDay, formatMonth, formatSeconds } from './format-time.ts';
import { calendarOf, levelRanges, weekdays } from './month-weeks.ts';

const monthOf = (month: string, minutes: readonly number[]) =>
  smallReport({
    month,
    days: minutes.map((drawn, index) => ({ day: index + 1, runs: 1, billableMinutes: 7, drawn, drawnSoFar: drawn })),
  });

describe('a calendar', () => {
  it.each([
    ['2026-02', 28, 'Sun', 'Sat', 5],
    ['2027-02', 28, 'Mon', 'Sun', 4],
    ['2024-02', 29, 'Thu', 'Thu', 5],
    ['2026-08', 31, 'Sat', 'Mon', 6],
  ])('of %s has its %i days below their weekdays', (month, days, first, last, weeks) => {
    const calendar = calendarOf(
      monthOf(
        month,
        Array.from({ length: days }, () => 1),
      ),
    );
    expect(weekdays[calendar[0]?.weekday ?? -1]).toBe(first);
    expect(weekdays[calendar.at(-1)?.weekday ?? -1]).toBe(last);
    expect(new Set(calendar.map(({ week }) => week)).size).toBe(weeks);
  });

  it('agrees with the library of the language for any month', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2099 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        const name = `${year}-${String(month).padStart(2, '0')}`;
        const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
        for (const { day, weekday } of calendarOf(
          monthOf(
            name,
            Array.from({ length: count }, () => 0),
          ),
        )) {
          const date = new Date(Date.UTC(year, month - 1, day));
          expect(weekdays[weekday]).toBe(date.toLocaleDateString('en-US', { weekday: 'short', timeZone: 'UTC' }));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('has the strongest colour on the heaviest day, and none where there was nothing', () => {
    const calendar = calendarOf(monthOf('2026-03', [0, 1, 25, 26, 50, 99, 100]));
    expect(calendar.map(({ level }) => level)).toEqual([0, 1, 1, 2, 2, 4, 4]);
    expect(levelRanges(monthOf('2026-03', [0, 100])).map(({ range }) => range)).toEqual([
      '0',
      ...[25, 50, 75, 100].map((end) => `up to ${end}`),
    ]);
  });

  it('has no colours in a month without minutes', () => {
    expect(calendarOf(monthOf('2026-03', [0, 0])).map(({ level }) => level)).toEqual([0, 0]);
    expect(levelRanges(monthOf('2026-03', [0, 0]))).toEqual([]);
  });

  it('counts minutes of the quota, and on a public repository those that are billed', () => {
    const days = [{ day: 1, runs: 1, billableMinutes: 7, drawn: 70, drawnSoFar: 70 }];
    expect(calendarOf({ ...reportWith('within'), days })[0]?.minutes).toBe(70);
    expect(calendarOf({ ...reportWith('free'), days })[0]?.minutes).toBe(7);
  });
});

it.each([
  [0, '0s'],
  [59.4, '59s'],
  [59.6, '1m'],
  [329, '5m 29s'],
  [3599.6, '1h'],
  [3900, '1h 5m'],
])('%f seconds are %s', (seconds, told) => {
  expect(formatSeconds(seconds)).toBe(told);
});

it('months and days have their names', () => {
  expect(formatMonth('2026-12')).toBe('December 2026');
  expect(formatDay(17, '2026-01')).toBe('17 January');
});
