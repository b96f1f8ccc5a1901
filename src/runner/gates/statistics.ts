/**
 * What a number of successes proves: the one-sided Wilson score interval.
 *
 * Source: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", 1927;
 * the quantile is P. J. Acklam's approximation, with a relative error below 1.2e-9.
 */

/**
 * The lower end of the one-sided Wilson interval: the true rate is above it with the given confidence.
 *
 * @example
 * wilsonLowerBound(22, 22, 0.95); // 0.890…: 22 clean samples prove 89 %, and no more
 */
export function wilsonLowerBound(successes: number, n: number, confidence: number): number {
  if (n === 0) return 0;
  const z = normalQuantile(confidence);
  const rate = successes / n;
  const centre = rate + (z * z) / (2 * n);
  const margin = z * Math.sqrt((rate * (1 - rate)) / n + (z * z) / (4 * n * n));
  return Math.max(0, (centre - margin) / (1 + (z * z) / n));
}

/**
 * How many samples prove a rate when every one succeeds; null where no number does.
 *
 * @example
 * samplesToProve(0.95, 0.95); // 52
 */
export function samplesToProve(rate: number, confidence: number): number | null {
  if (rate >= 1) return null;
  const z = normalQuantile(confidence);
  return Math.max(1, Math.ceil((rate * z * z) / (1 - rate)));
}

const central = {
  numerator: [
    -3.969683028665376e1, 2.209460984245205e2, -2.759285104469687e2, 1.38357751867269e2, -3.066479806614716e1,
    2.506628277459239,
  ],
  denominator: [
    -5.447609879822406e1, 1.615858368580409e2, -1.556989798598866e2, 6.680131188771972e1, -1.328068155288572e1, 1,
  ],
};
const tail = {
  numerator: [
    -7.784894002430293e-3, -3.223964580411365e-1, -2.400758277161838, -2.549732539343734, 4.374664141464968,
    2.938163982698783,
  ],
  denominator: [7.784695709041462e-3, 3.224671290700398e-1, 2.445134137142996, 3.754408661907416, 1],
};
/** Below it the tail of the curve has an approximation of its own. */
const edge = 0.02425;

/** The point that a standard normal variable stays below with the given probability. */
export function normalQuantile(probability: number): number {
  if (probability <= 0) return Number.NEGATIVE_INFINITY;
  if (probability >= 1) return Number.POSITIVE_INFINITY;
  if (probability > 1 - edge) return -normalQuantile(1 - probability);
  if (probability < edge) {
    const q = Math.sqrt(-2 * Math.log(probability));
    return polynomial(tail.numerator, q) / polynomial(tail.denominator, q);
  }
  const q = probability - 0.5;
  return (polynomial(central.numerator, q * q) * q) / polynomial(central.denominator, q * q);
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
