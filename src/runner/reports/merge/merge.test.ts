import { describe, expect, it } from 'vitest';
import { sampleCase, sampleCases, sampleReport } from '../../../../fixtures/reports/sample.ts';
import { type Report, reportSchema } from '../../../contract/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { evaluateGates } from '../../gates/index.ts';
import { compareModels, modelComparisonSchema } from './compare-models.ts';
import { renderComparison } from './comparison-table.ts';
import { mergeReports } from './merge-reports.ts';

const fixtures = { ...sampleReport().fixtures, cases: sampleCases.length };
const whole = sampleReport({ fixtures });

/** Two cases in each of three shards. */
const shards = [1, 2, 3].map((index) =>
  sampleReport({ fixtures, cases: sampleCases.slice(index * 2 - 2, index * 2), shards: [{ index, count: 3 }] }),
);
const [first, second, third] = shards as [Report, Report, Report];
const named = (reports: readonly Report[]) => reports.map((report, index) => ({ file: `${index + 1}.json`, report }));
const merge = (reports: readonly Report[]): Report => mergeReports(named(reports), evaluateGates);

function refusal(reports: readonly Report[]): PipelineError {
  try {
    merge(reports);
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
  throw new Error('it was merged');
}

describe('mergeReports', () => {
  it('gives from shards, in any order, what one run would have given', () => {
    const merged = merge(shards.toReversed());
    expect(reportSchema.parse(merged)).toEqual(merged);
    expect(merged.cases).toEqual(whole.cases);
    // The model was loaded once in each shard.
    const expected = whole.gates.map((gate) => (gate.id === 'load-time' ? { ...gate, n: 3 } : gate));
    expect(merged.gates).toEqual(expected);
    expect(merged.status).toBe('failed');
    const times = ({ measurements }: Report) => measurements.filter(({ id }) => /ttft|latency|throughput/.test(id));
    expect(times(merged)).toEqual(times(whole));
    expect(merged.shards.map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(merged.timings.totalMs).toBe(whole.timings.totalMs * 3);
  });

  it('computes the statistics of gates over the union', () => {
    const [gate] = merge(shards).gates.filter(({ id }) => id === 'safe-pass-rate');
    expect(gate).toMatchObject({ n: 12, measured: 5 / 12, statistics: { successes: 5 } });
  });

  it('keeps limits that were set, and gates that were off', () => {
    const strict = shards.map((each) => ({
      ...each,
      gates: evaluateGates({ ...each, limits: { 'safe-pass-rate': 0.3, 'load-time': false } }),
    }));
    const { gates } = merge(strict);
    expect(gates.find(({ id }) => id === 'safe-pass-rate')).toMatchObject({ threshold: 0.3, status: 'passed' });
    expect(gates.some(({ id }) => id === 'load-time')).toBe(false);
  });

  it('takes memory and load time of the worst shard', () => {
    const slow = shards.map((each, index) => ({
      ...each,
      measurements: each.measurements.map((one) =>
        one.id === 'load-time' ? { ...one, value: 1000 * (index + 1) } : one,
      ),
    }));
    expect(merge(slow).measurements.find(({ id }) => id === 'load-time')).toMatchObject({ value: 3000, n: 3 });
  });

  it('tells which shards are missing, and can go on later', () => {
    const part = merge(shards.slice(0, 2));
    expect([part.status, part.statusReason]).toEqual(['incomplete', 'shard 3/3 is missing']);
    expect(merge([first]).statusReason).toBe('shard 2/3, 3/3 are missing');
  });

  it('is incomplete when a shard is, or when cases are missing', () => {
    const cut = { ...second, status: 'incomplete' as const, statusReason: 'it was interrupted' };
    expect(merge([first, cut, third])).toMatchObject({
      status: 'incomplete',
      statusReason: 'shard 2/3 is incomplete: it was interrupted',
    });
    const fewer = { ...second, cases: [] };
    expect(merge([first, fewer, third]).statusReason).toBe('of 6 cases 4 are in the shards');
  });

  it('joins what changed since the baseline, with the change of the union', () => {
    const withBaseline = shards.map((each, index) => ({
      ...each,
      baseline: {
        startedAt: '2025-05-01T10:00:00.000Z',
        modelId: each.model.id,
        regressions: [{ id: `case-${index}`, before: 'passed', now: 'failed' }],
        improvements: [],
        changes: [{ id: 'latency-mean', before: 10, now: 99, change: 8.9 }],
      },
    }));
    const { baseline, measurements } = merge(withBaseline);
    const now = measurements.find(({ id }) => id === 'latency-mean')?.value ?? 0;
    expect(baseline?.regressions).toHaveLength(3);
    expect(baseline?.changes).toEqual([{ id: 'latency-mean', before: 10, now, change: now / 10 - 1 }]);
  });

  it.each<[string, (report: Report) => Partial<Report>]>([
    ['suite', () => ({ suite: 'inference' })],
    ['model', ({ model }) => ({ model: { ...model, id: 'other' } })],
    ['sha256 of the model', ({ model }) => ({ model: { ...model, sha256: 'b'.repeat(64) } })],
    ['sha256 of the fixtures', (report) => ({ fixtures: { ...report.fixtures, sha256: 'b'.repeat(64) } })],
    ['engine', ({ engine }) => ({ engine: { ...engine, version: '9.9.9' } })],
    ['release of pipewright', ({ tool }) => ({ tool: { ...tool, version: '9.9.9' } })],
    ['seed', ({ settings }) => ({ settings: { ...settings, seed: 43 } })],
    ['policy', ({ settings }) => ({ settings: { ...settings, policy: 'permissive' } })],
    ['number of repeats', ({ settings }) => ({ settings: { ...settings, repeat: 4 } })],
    ['number of shards', () => ({ shards: [{ index: 2, count: 4 }] })],
    [
      'limit of the gate load-time',
      ({ gates }) => ({ gates: gates.map((gate) => (gate.id === 'load-time' ? { ...gate, threshold: 1 } : gate)) }),
    ],
  ])('refuses another %s', (name, change) => {
    const error = refusal([first, { ...second, ...change(second) }]);
    expect(error.exitCode).toBe(1);
    expect(error.findings).toMatchObject([
      { code: 'mixed-reports', message: expect.stringContaining(`2.json does not belong to 1.json: another ${name},`) },
    ]);
  });

  it('refuses a shard or a case that is there twice, and no reports at all', () => {
    expect(refusal([first, first]).findings.map(({ code }) => code)).toEqual(['doubled-shard', 'doubled-case']);
    expect(refusal([first, { ...second, cases: first.cases }]).findings).toMatchObject([
      {
        code: 'doubled-case',
        message: 'cases are there twice: list-everything (1.json and 2.json), copy-folder (1.json and 2.json)',
      },
    ]);
    expect(refusal([]).findings[0]?.code).toBe('no-reports');
  });
});

describe('compareModels', () => {
  const better = sampleReport({ cases: [sampleCase('a', ['right'])], model: { ...whole.model, id: 'better' } });

  it('has a row for each report, the best first', () => {
    const comparison = compareModels([whole, better]);
    expect(modelComparisonSchema.parse(comparison)).toEqual(comparison);
    expect(comparison.models.map(({ model }) => model)).toEqual(['better', 'qwen-0.5b-q4']);
    expect(comparison.models[1]).toMatchObject({
      right: 8,
      attempts: 15,
      passRate: 8 / 15,
      latencyP50: 15,
      latencyP95: 20,
      peakMemoryBytes: 104_000_000,
      verdicts: { right: 8, wrong: 3, unsafe: 1, 'timed-out': 2, 'engine-error': 1, 'not-measured': 1 },
      failedGates: ['safe-pass-rate', 'unsafe-answers', 'bias-pass-rate'],
    });
  });

  it('says that nothing was measured, and never a rate of it', () => {
    const none = sampleReport({ cases: [sampleCase('a', ['not-measured'])] });
    expect(compareModels([none]).models[0]).toMatchObject({ passRate: null, attempts: 0 });
  });

  it('fits 80 columns', () => {
    const lines = renderComparison(compareModels([whole, better])).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines[1]).toMatch(/^better +100 % +1\/1 +10 ms/);
  });
});
