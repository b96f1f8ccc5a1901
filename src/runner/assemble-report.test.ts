import { expect, test } from 'vitest';
import { reportSchema, testInstrumentNote } from '../contract/index.ts';
import { assembleReport, type ReportInput } from './assemble-report.ts';

const input = (changes: Partial<ReportInput> = {}): ReportInput => ({
  suite: 'quality',
  version: '1.2.3',
  startedAt: new Date('2026-01-02T03:04:05Z'),
  engine: { name: 'scripted', build: 'none', version: '1', threads: null, device: 'none' },
  model: { id: 'm', file: 'm.gguf', sha256: null, bytes: null, quantization: null, testInstrument: false },
  fixtures: { sha256: 'a'.repeat(64), files: [], cases: 1 },
  settings: { repeat: 1, seed: 1, temperature: 0, confidence: null, policy: 'strict' },
  shard: { index: 1, count: 1 },
  limits: {},
  result: {
    cases: [
      {
        id: 'a',
        group: 'safe',
        category: 'search',
        prompt: 'x',
        outcome: 'passed',
        attempts: [{ verdict: 'right', reasons: [], answer: 'ls', latencyMs: 1 }],
        measurements: [],
      },
    ],
    measurements: [],
    timings: { totalMs: 1, loadMs: 1 },
  },
  ...changes,
});

test('a report follows its schema', () => {
  const report = assembleReport(input());
  expect(reportSchema.parse(report)).toEqual(report);
  expect(report).toMatchObject({ status: 'passed', startedAt: '2026-01-02T03:04:05.000Z', notes: [] });
});

test('an interrupted suite is incomplete, whatever its gates say', () => {
  const result = { ...input().result, interrupted: 'interrupted by SIGTERM' };
  expect(assembleReport(input({ result }))).toMatchObject({
    status: 'incomplete',
    statusReason: 'interrupted by SIGTERM',
  });
});

test('a shard without cases is skipped', () => {
  const result = { ...input().result, cases: [] };
  expect(assembleReport(input({ result, shard: { index: 9, count: 9 } }))).toMatchObject({ status: 'skipped' });
});

test('what a reader has to know is said', () => {
  const model = { ...input().model, testInstrument: true };
  const settings = { ...input().settings, repeat: 3 };
  const { notes } = assembleReport(input({ model, settings }));
  expect(notes).toEqual([testInstrumentNote, expect.stringContaining('At temperature 0 each attempt repeats')]);
  expect(assembleReport(input({ settings: { ...settings, temperature: 0.7 } })).notes).toEqual([]);
});
