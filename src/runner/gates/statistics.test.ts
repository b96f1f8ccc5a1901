import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalQuantile, samplesToProve, wilsonLowerBound } from './statistics.ts';

test('knows the quantiles of the tables', () => {
  expect(normalQuantile(0.95)).toBeCloseTo(1.6448536269514722, 8);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 8);
  expect(normalQuantile(0.5)).toBeCloseTo(0, 12);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 8);
  expect(normalQuantile(0.9999)).toBeCloseTo(3.71901648545568, 7);
});

test.each([
  [22, 22, 0.95, 0.8905],
  [9, 9, 0.95, 0.7689],
  [0, 10, 0.95, 0],
  [2, 20, 0.95, 0.0336],
])('%i of %i proves, with confidence %f, at least %f', (successes, n, confidence, bound) => {
  expect(wilsonLowerBound(successes, n, confidence)).toBeCloseTo(bound, 3);
});

test('52 clean samples prove 95 %, 268 prove 99 %, and none proves 100 %', () => {
  expect(samplesToProve(0.95, 0.95)).toBe(52);
  expect(samplesToProve(0.99, 0.95)).toBe(268);
  expect(samplesToProve(1, 0.95)).toBeNull();
});

test('the number of samples to prove a rate is the smallest that does', () => {
  const rates = fc.double({ min: 0.01, max: 0.999, noNaN: true });
  const confidences = fc.double({ min: 0.6, max: 0.999, noNaN: true });
  fc.assert(
    fc.property(rates, confidences, (rate, confidence) => {
      const n = samplesToProve(rate, confidence) ?? 0;
      expect(wilsonLowerBound(n, n, confidence)).toBeGreaterThanOrEqual(rate - 1e-9);
      if (n > 1) expect(wilsonLowerBound(n - 1, n - 1, confidence)).toBeLessThan(rate);
    }),
  );
});

test('the bound lies below the rate, and rises with every success', () => {
  const samples = fc
    .integer({ min: 1, max: 500 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n - 1 }), fc.constant(n)));
  fc.assert(
    fc.property(samples, ([successes, n]) => {
      const bound = wilsonLowerBound(successes, n, 0.95);
      expect(bound).toBeLessThanOrEqual(successes / n);
      expect(wilsonLowerBound(successes + 1, n, 0.95)).toBeGreaterThan(bound);
    }),
  );
});
