/** Durations and sizes as people write them, and what is none. */
import { describe, expect, it } from 'vitest';
import { readDuration, readSize } from './amounts.ts';

describe('readDuration', () => {
  it.each([
    ['45s', 45],
    ['1.5s', 1.5],
    ['2m', 120],
    ['1m30s', 90],
    ['1h', 3600],
    ['1h1m1s', 3661],
    [' 45s ', 45],
    [12, 12],
    [0, 0],
  ])('reads %j as %d seconds', (text, seconds) => {
    expect(readDuration(text)).toBe(seconds);
  });

  it.each(['', '45', '30s2m', '-1s', '1d', '1 m', 's', -1, Number.NaN, Number.POSITIVE_INFINITY, null, ['45s'], {}])(
    'takes %j for no duration',
    (value) => {
      expect(readDuration(value)).toBeUndefined();
    },
  );
});

describe('readSize', () => {
  it.each([
    ['200kB', 0.2],
    ['5MB', 5],
    ['1.2GB', 1200],
    ['5 MB', 5],
  ])('reads %j as %d megabytes', (text, megabytes) => {
    expect(readSize(text)).toBe(megabytes);
  });

  it.each(['', '5', '5mb', '5MiB', '-5MB', 5, null, ['5MB']])('takes %j for no size', (value) => {
    expect(readSize(value)).toBeUndefined();
  });
});
