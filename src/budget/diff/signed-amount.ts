/** Writes what is more or less for people, with its sign. */
import type { AmountChange } from '../../contract/budget-diff.ts';
import { formatDollars, formatMinutes } from '../format-amount.ts';

type Format = (amount: number) => string;

/**
 * What is more or less; what rounds to nothing has no sign.
 *
 * @example
 * formatSigned(312); // '+312'
 */
export function formatSigned(change: number, format: Format = formatMinutes): string {
  const amount = format(Math.abs(change));
  if (amount === format(0)) return `±${amount}`;
  return `${change > 0 ? '+' : '-'}${amount}`;
}

/** `1,640 -> 1,952`, or the one amount where both are the same. */
export function formatBoth({ before, after }: Omit<AmountChange, 'change'>, format: Format = formatMinutes): string {
  const [old, current] = [format(before), format(after)];
  return old === current ? current : `${old} -> ${current}`;
}

export const formatSignedDollars = (change: number): string => formatSigned(change, formatDollars);
