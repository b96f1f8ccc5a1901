import { expect, test } from 'vitest';
import type { CaseReport, Measurement, Report } from '../../contract/index.ts';
import { baselineProblem, compareBaseline } from './compare-baseline.ts';

const outcome = (id: string, result: CaseReport['outcome']) => ({ id, outcome: result }) as CaseReport;
const measured = (id: string, value: number | null) => ({ id, unit: 'ms', value }) as Measurement;
const report = (cases: CaseReport[], measurements: Measurement[]) =>
  ({
    startedAt: '2026-01-01T00:00:00Z',
    model: { id: 'm' },
    suite: 'quality',
    status: 'passed',
    cases,
    measurements,
  }) as unknown as Report;

test('names the cases that got worse, and those that got better', () => {
  const before = report(
    [outcome('a', 'passed'), outcome('b', 'failed'), outcome('c', 'passed'), outcome('d', 'passed')],
    [],
  );
  const now = report(
    [outcome('a', 'failed'), outcome('b', 'flaky'), outcome('c', 'flaky'), outcome('e', 'failed')],
    [],
  );
  const { regressions, improvements } = compareBaseline(now, before);
  expect(regressions).toEqual([
    { id: 'a', before: 'passed', now: 'failed' },
    { id: 'c', before: 'passed', now: 'flaky' },
  ]);
  expect(improvements).toEqual([{ id: 'b', before: 'failed', now: 'flaky' }]);
});

test('what was not measured did not change', () => {
  const { regressions, changes } = compareBaseline(
    report([outcome('a', 'not-measured')], [measured('ttft', null), measured('load-time', 1)]),
    report([outcome('a', 'passed')], [measured('ttft', 5), measured('load-time', 0)]),
  );
  expect([regressions, changes]).toEqual([[], []]);
});

test('tells by which share a measurement moved', () => {
  const { changes } = compareBaseline(report([], [measured('ttft', 11)]), report([], [measured('ttft', 10)]));
  expect(changes).toEqual([{ id: 'ttft', before: 10, now: 11, change: expect.closeTo(0.1, 10) }]);
});

test('refuses a baseline of another suite, another model, or that is incomplete', () => {
  const base = report([], []);
  expect(baselineProblem(base, base)).toBeUndefined();
  expect(baselineProblem(base, { ...base, suite: 'inference' })).toContain('suite inference');
  expect(baselineProblem(base, { ...base, model: { ...base.model, id: 'other' } })).toContain('made with other');
  expect(baselineProblem(base, { ...base, status: 'incomplete' })).toContain('incomplete');
});
