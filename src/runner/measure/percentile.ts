/** Percentiles, means and medians of samples. */

/**
 * The value that a share of the samples stays below or at, interpolated between the two nearest.
 *
 * Source: R. J. Hyndman and Y. Fan, "Sample Quantiles in Statistical Packages", 1996, type 7.
 *
 * @returns undefined without samples
 * @example
 * percentile([1, 2, 3, 4], 0.5); // 2.5
 */
export function percentile(samples: readonly number[], share: number): number | undefined {
  const sorted = [...samples].sort((a, b) => a - b);
  const place = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (place - Math.floor(place));
}

/** @returns undefined without samples */
export function mean(samples: readonly number[]): number | undefined {
  return samples.length === 0 ? undefined : sum(samples) / samples.length;
}

export const sum = (samples: readonly number[]): number => samples.reduce((total, sample) => total + sample, 0);
