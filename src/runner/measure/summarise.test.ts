import { expect, test } from 'vitest';
import { measurementSchema } from '../../contract/index.ts';
import { summarise } from './summarise.ts';

const values = (...parameters: Parameters<typeof summarise>): Record<string, number | null> =>
  Object.fromEntries(summarise(...parameters).map(({ id, value }) => [id, value]));

const answers = [
  { latencyMs: 100, ttftMs: 10, completionTokens: 20 },
  { latencyMs: 300, ttftMs: 30, completionTokens: 20 },
  { latencyMs: 200 },
];

test('measures what the gates read', () => {
  const measured = values(answers, { loadMs: 5, warmMs: [7, 9, 8] });
  expect(measured).toMatchObject({
    'load-time': 5,
    ttft: 20,
    'latency-mean': 200,
    'latency-p50': 200,
    'latency-p95': 290,
    'latency-p99': 298,
    throughput: 100,
    'warm-chat': 8,
  });
  expect(measured['peak-memory']).toBeGreaterThan(1e7);
});

test('says why where nothing was measured, in the shape of the contract', () => {
  const measured = summarise([], { loadMs: null });
  expect(
    measured.filter(({ id }) => id !== 'peak-memory').every(({ value, n, note }) => value === null && n === 0 && note),
  ).toBe(true);
  for (const each of measured) measurementSchema.parse(each);
});

test('an answer that timed out took its time; one that failed says nothing', () => {
  const samples = [
    { latencyMs: 100 },
    { latencyMs: 900, verdict: 'timed-out' as const },
    { latencyMs: 1, verdict: 'engine-error' as const },
    { latencyMs: 0, verdict: 'not-measured' as const },
  ];
  expect(values(samples, { loadMs: null })['latency-mean']).toBe(500);
});

test('takes the memory of the programs that answered', () => {
  const samples = [
    { latencyMs: 1, process: { peakBytes: 5e9 } },
    { latencyMs: 1, process: { peakBytes: 4e9 } },
  ];
  expect(summarise(samples, { loadMs: null }).at(-1)).toMatchObject({ value: 5e9, n: 2 });
});
