/** Names the month that a budget is made for. */

/**
 * The month after the one in which a moment lies, in UTC.
 *
 * @example
 * monthAfter(new Date('2026-12-31T23:00Z')); // '2027-01'
 */
export function monthAfter(now: Date): string {
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1)).toISOString().slice(0, 7);
}
