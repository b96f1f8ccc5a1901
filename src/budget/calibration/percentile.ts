/** Percentiles of what was measured. */

/**
 * The value below which this share of the values lies, interpolated between the two nearest: the definition that
 * spreadsheets and NumPy take by default, number 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996.
 *
 * @param sorted at least one value, the smallest first
 * @param share from 0 to 1
 * @example
 * percentile([10, 20, 30, 40], 0.9); // 37
 */
export function percentile(sorted: readonly number[], share: number): number {
  const position = (sorted.length - 1) * share;
  const low = sorted[Math.floor(position)] ?? Number.NaN;
  const high = sorted[Math.ceil(position)] ?? low;
  return low + (high - low) * (position - Math.floor(position));
}
