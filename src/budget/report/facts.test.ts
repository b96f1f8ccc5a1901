/** The figures that matter most, as words. */
import { describe, expect, it } from 'vitest';
import { reportWith, smallReport } from '../../../fixtures/budget/report/sample-reports.ts';
import type { BudgetReport } from '../../contract/budget.ts';
import { detailLines, termLines } from './details.ts';
import { factsOf } from './facts.ts';
import { exceededLine, formatChance, limitLine, trialsLine, verdictLine } from './verdict.ts';

const fact = (report: BudgetReport, name: string): string | undefined =>
  factsOf(report).find((each) => each.name === name)?.value;

describe('the figures', () => {
  it('tell the mean wait of all jobs', () => {
    const { workflows } = smallReport();
    const waiting = workflows.map((each, index) => ({ ...each, runs: index + 1, queuedSeconds: index * 90 }));
    expect(fact(smallReport({ workflows: waiting }), 'Wait for a runner')).toBe('1m on average');
    expect(fact(smallReport(), 'Wait for a runner')).toBe('none');
  });

  it('tell the bounds of a bill where it has some', () => {
    const { usd } = reportWith('over');
    expect(fact(smallReport({ usd: { ...usd, least: 1.2, most: 2.5 } }), 'Cost')).toBe('$1.93 ($1.20 to $2.50)');
    expect(fact(reportWith('blocked'), 'Cost')).toBe('it would cost $1.93');
  });

  it('tell what is stored, and what it costs', () => {
    const { usd, artifacts } = smallReport();
    const report = smallReport({
      usd: { ...usd, artifacts: 0.1, caches: 0.2 },
      artifacts: { ...artifacts, unsized: 3, fitUpToMegabytes: 12.5 },
    });
    expect(fact(report, 'Artifacts')).toBe(
      '40, kept 90 days: 125 of 500 MB included, $0.10 is billed; the 3 that tell no size are within them up to 12.5 MB each',
    );
    expect(fact(report, 'Caches')).toBe('at most 3.5 GB at once, 3 had to go for others, $0.20 is billed');
    expect(fact(reportWith('free'), 'Artifacts')).toBeUndefined();
  });

  it('tell where the events come from', () => {
    const told = (['settings', 'assumed', 'history', 'none'] as const).map((source) =>
      fact(smallReport({ traffic: { source, streams: [] } }), 'Events'),
    );
    expect(new Set(told).size).toBe(4);
    expect(told[1]).toBe('60, of which the pushes and pull requests are assumed: nobody tells them');
  });
});

describe('the limit', () => {
  it.each([
    [
      { minutes: 1500, usd: null, exceeded: true },
      'exceeded: 1,500 minutes are allowed; nine of ten months take at most 1,761.5 minutes and $0.00',
    ],
    [
      { minutes: null, usd: 5, exceeded: false },
      'kept: $5.00 are allowed; nine of ten months take at most 1,761.5 minutes and $0.00',
    ],
    [{ minutes: null, usd: null, exceeded: false }, undefined],
    [null, undefined],
  ])('%j', (limit, told) => {
    expect(limitLine(smallReport({ limit }))).toBe(told);
  });
});

it.each([
  [0, '0 %'],
  [0.004, 'under 1 %'],
  [0.25, '25 %'],
  [0.996, 'over 99 %'],
  [1, '100 %'],
])('a chance of %f is %s', (chance, told) => {
  expect(formatChance(chance)).toBe(told);
});

describe('the lines of the terminal', () => {
  it('have the verdict with its minutes', () => {
    expect(verdictLine(reportWith('over'))).toBe(
      'over: 2,321.3 of 2,000 included minutes (Linux-equivalent) in 2026-02, 321.3 too many: $1.93',
    );
    expect(verdictLine(reportWith('free'))).toBe('free: 1,340 minutes in 2026-02 on a public repository: $0.00');
  });

  it('have the day and the trials where there is a quota', () => {
    expect(exceededLine(reportWith('blocked'))).toBe(
      'the quota is used up on 2026-02-25: runs are blocked from then on',
    );
    expect(exceededLine(smallReport())).toBeUndefined();
    expect(trialsLine(smallReport())).toBe(
      'in 1,000 trials: 1,601.3 minutes (1,441.2 to 1,761.5), $0.00 ($0.00 to $0.00); the chance to exceed the quota is under 1 %',
    );
    expect(trialsLine(reportWith('free'))).toBeUndefined();
  });

  it('have what is not in the bill, and what durations rest on', () => {
    const durations = { settings: 0, calibrated: 1, declared: 2, usual: 3 };
    expect(detailLines({ ...reportWith('over'), durations })).toEqual([
      'not in the bill: 40 minutes on gpu-a100, at most $22.08',
      'durations: 3 of 6 kinds of jobs rest on what is usual for their steps',
    ]);
    expect(detailLines(reportWith('billed'))).toEqual(['$1.10 of it for larger runners']);
  });

  it('have the terms, with the drawdown where minutes are counted', () => {
    expect(termLines(smallReport())).toHaveLength(3);
    expect(termLines(reportWith('free'))).toEqual([
      'plan: Free, public repository; card 2026: list prices since 2026-01-01',
    ]);
  });
});
