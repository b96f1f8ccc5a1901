import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean, percentile } from './percentile.ts';

test.each([
  [[1, 2, 3, 4], 0.5, 2.5],
  [[4, 1, 3, 2], 0.95, 3.85],
  [[7], 0.99, 7],
  [[10, 20], 0, 10],
  [[10, 20], 1, 20],
])('%j at %f is %f', (samples, share, expected) => {
  expect(percentile(samples, share)).toBeCloseTo(expected, 10);
});

test('knows nothing without samples', () => {
  expect(percentile([], 0.5)).toBeUndefined();
  expect(mean([])).toBeUndefined();
});

test('lies among the samples, rises with the share, and does not sort what it was given', () => {
  const samples = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 50 });
  const shares = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }));
  fc.assert(
    fc.property(samples, shares, (values, [one, other]) => {
      const before = [...values];
      const low = percentile(values, Math.min(one, other)) ?? Number.NaN;
      const high = percentile(values, Math.max(one, other)) ?? Number.NaN;
      expect(low).toBeGreaterThanOrEqual(Math.min(...values));
      expect(high).toBeLessThanOrEqual(Math.max(...values) + 1e-6);
      expect(low).toBeLessThanOrEqual(high + 1e-6);
      expect(values).toEqual(before);
    }),
  );
});
