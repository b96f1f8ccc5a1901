/** How long something takes: its median and its 90th percentile. */

/** Seconds. */
export interface Estimate {
  readonly median: number;
  readonly p90: number;
  /** What ends it at the latest. */
  readonly most?: number;
}

export const exactly = (seconds: number): Estimate => ({ median: seconds, p90: seconds });

/** The 90th percentile of the standard normal distribution. */
const z90 = 1.2815515655446004;

/** One after the other: medians add up, and what they vary by as if they were independent. */
export function addUp(estimates: readonly Estimate[]): Estimate {
  const median = estimates.reduce((sum, each) => sum + each.median, 0);
  const squares = estimates.reduce((sum, each) => sum + (each.p90 - each.median) ** 2, 0);
  return { median, p90: median + Math.sqrt(squares) };
}

export const cutAt = (estimate: Estimate, most: number): Estimate => ({ ...estimate, most });

/** Every job is rounded up to a whole minute; one that began has at least one. What binary fractions add does not count. */
export const billableMinutes = (seconds: number): number => Math.max(1, Math.ceil(seconds / 60 - 1e-9));

/** What a kind of job is billed in many runs. */
export interface MinuteSpread {
  /** Minutes at equally likely points. */
  readonly points: readonly number[];
  readonly mean: number;
  readonly variance: number;
}

const pointCount = 128;

/** Seconds at equally likely points, log-normal around the median; a single one where nothing varies. */
export function samplesOf({ median, p90, most = Number.POSITIVE_INFINITY }: Estimate): readonly number[] {
  const name = `${median} ${p90} ${most}`;
  const known = knownSamples.get(name) ?? makeSamples(median, p90, most);
  knownSamples.set(name, known);
  return known;
}

const knownSamples = new Map<string, readonly number[]>();

function makeSamples(median: number, p90: number, most: number): number[] {
  const width = median > 0 && p90 > median ? Math.log(p90 / median) / z90 : 0;
  const factors = width === 0 ? [1] : normalPoints.map((point) => Math.exp(point * width));
  return factors.map((factor) => Math.min(median * factor, most));
}

/**
 * The minutes of many runs, each rounded up.
 *
 * @example
 * spreadOf({ median: 90, p90: 90 }).points; // [2]
 */
export function spreadOf(estimate: Estimate): MinuteSpread {
  const points = samplesOf(estimate).map(billableMinutes);
  const mean = points.reduce((sum, each) => sum + each, 0) / points.length;
  const variance = points.reduce((sum, each) => sum + (each - mean) ** 2, 0) / points.length;
  return { points, mean, variance };
}

const normalPoints = Array.from({ length: pointCount }, (_, index) => normalQuantile((index + 0.5) / pointCount));

/** By halving, on the distribution function in the approximation of Abramowitz and Stegun, 26.2.17. */
function normalQuantile(share: number): number {
  let [low, high] = [-8, 8];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function normalShare(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const factors = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153];
  const tail =
    (factors.reduce((sum, factor) => sum * t + factor, 0) * t * Math.exp(-(x ** 2) / 2)) / Math.sqrt(2 * Math.PI);
  return x < 0 ? tail : 1 - tail;
}
