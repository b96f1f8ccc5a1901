import { expect, it } from 'vitest';
import { formatBytes } from './format-bytes.ts';

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.00 kB'],
  [82_000_000, '82.0 MB'],
  [999_400, '999 kB'],
  [999_999, '1.00 MB'],
  [1_187_801_280, '1.19 GB'],
  [9e17, '900000 TB'],
])('%d bytes are %s', (bytes, expected) => {
  expect(formatBytes(bytes)).toBe(expected);
});
