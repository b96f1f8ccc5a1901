/** Reads how far back a history is looked at. */

/** Days at most: what was ten years ago says nothing of the next month. */
const longest = 3650;
const daysIn: Readonly<Record<string, number>> = { d: 1, w: 7 };

/** What a wrong one should look like. */
export const periodHint = `write days or weeks, up to ${longest} days, as in 90d or 12w`;

/**
 * The days of a period, or undefined for what is no period.
 *
 * @example
 * readPeriod('12w'); // 84
 */
export function readPeriod(text: string): number | undefined {
  const [, number = '', unit = ''] = /^(\d{1,5})([dw])$/.exec(text.trim()) ?? [];
  const days = Number(number) * (daysIn[unit] ?? 0);
  return days >= 1 && days <= longest ? days : undefined;
}
