/** Rounds how often events happen in a month, so that many rare ones do not vanish. */
import type { Month } from '../calendar/month.ts';

export interface Often {
  readonly perDay?: number | undefined;
  readonly perMonth?: number | undefined;
}

/**
 * Whole numbers, one for each entry, that add up to the rounded sum of all: by the largest remainder, the earlier one
 * first.
 *
 * @example
 * wholeCounts(readMonth('2026-02'), [{ perMonth: 0.3 }, { perMonth: 0.4 }, { perMonth: 5 }]); // [0, 1, 5]
 */
export function wholeCounts({ days }: Month, entries: readonly Often[]): number[] {
  const exact = entries.map(({ perDay = 0, perMonth = perDay * days }) => tidy(perMonth));
  const counts = exact.map(Math.floor);
  const missing = Math.round(tidy(sumOf(exact))) - sumOf(counts);
  const remainderOf = (index: number): number => (exact[index] ?? 0) - (counts[index] ?? 0);
  const byRemainder = [...exact.keys()].sort((left, right) => remainderOf(right) - remainderOf(left));
  const raised = new Set(byRemainder.slice(0, missing));
  return counts.map((count, index) => (raised.has(index) ? count + 1 : count));
}

/** The fraction that the values before each one leave over when whole ones are taken from their sum. */
export function fractionsBefore(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    const before = tidy(sum) % 1;
    sum += value;
    return before;
  });
}

/** Without the noise of binary fractions: 4.1 a day are 123 in 30 days, and not a little less. */
const tidy = (value: number): number => Math.round(value * 1e6) / 1e6;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
