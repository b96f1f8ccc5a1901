import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../../fixtures/budget/diff/arbitrary-reports.ts';
import { daily, reportOf, sundays, weekdaysAndSaturdays } from '../../../fixtures/budget/diff/reports.ts';
import { type BudgetReport, budgetReportSchema } from '../../contract/budget.ts';
import { type AmountChange, type BudgetDiff, budgetDiffSchema } from '../../contract/budget-diff.ts';
import { diffBudgets } from './diff-budgets.ts';
import { changeOf } from './row-changes.ts';

// 31 nights of 40 minutes and 5 Sundays of 80: 1,640. Another job of 12 on the 26 other days: 312 more.
const nightly = { cron: daily, jobs: { build: { minutes: 40 } } };
const weekly = { cron: sundays, jobs: { soak: { minutes: 80 } } };
const smoke = { cron: weekdaysAndSaturdays, jobs: { smoke: { minutes: 12 } } };
const before = reportOf({ 'nightly.yml': nightly, 'weekly.yml': weekly });
const after = reportOf({ 'nightly.yml': nightly, 'smoke.yml': smoke, 'weekly.yml': weekly });

const change = (from: number, to: number): AmountChange => ({ before: from, after: to, change: to - from });

describe('diffBudgets', () => {
  it('says what comes on top, and which workflow it is', () => {
    const diff = diffBudgets(before, after);
    expect(budgetDiffSchema.parse(diff)).toEqual(diff);
    expect(diff).toMatchObject({
      verdict: { before: 'within', after: 'within' },
      included: { before: 2000, after: 2000 },
      ...{ counted: 'quota', minutes: change(1640, 1952), billableMinutes: change(1640, 1952) },
      ...{ runs: change(36, 62), usd: change(0, 0), mostMinutes: change(1640, 1952), chanceToExceed: change(0, 0) },
      ...{ unchangedWorkflows: 2, limit: null, findings: [] },
    });
    expect(diff.workflows).toMatchObject([
      {
        ...{ file: 'smoke.yml', kind: 'added', was: null, runs: change(0, 26), drawn: change(0, 312) },
        jobs: [{ job: 'smoke', kind: 'added', drawn: change(0, 312), meanSeconds: change(0, 720) }],
      },
    ]);
  });

  it('puts what costs most more first, and what is gone last', () => {
    const head = reportOf({
      'nightly.yml': {
        cron: daily,
        jobs: { build: { minutes: 41 }, lint: { minutes: 2 }, mac: { minutes: 1, runsOn: 'macos-15' } },
      },
      'smoke.yml': smoke,
    });
    const { workflows, unchangedWorkflows } = diffBudgets(before, head);
    expect(workflows.map(({ file, kind }) => [file, kind])).toEqual([
      ['nightly.yml', 'changed'],
      ['smoke.yml', 'added'],
      ['weekly.yml', 'removed'],
    ]);
    // A macOS minute takes 10.3333 of the quota by list price.
    expect(workflows[0]?.jobs.map(({ job, drawn }) => [job, drawn.change])).toEqual([
      ['mac', 320.3333],
      ['lint', 62],
      ['build', 31],
    ]);
    expect(unchangedWorkflows).toBe(0);
  });

  it('knows a job, a workflow and a file that only changed their names', () => {
    const head = reportOf({
      'nightly.yml': { ...nightly, name: 'Every night', jobs: { compile: { minutes: 40 } } },
      'sundays.yml': { ...weekly, name: 'weekly.yml' },
    });
    expect(diffBudgets(before, head).workflows).toMatchObject([
      {
        ...{ file: 'nightly.yml', name: 'Every night', kind: 'renamed' },
        was: { file: 'nightly.yml', name: 'nightly.yml' },
        jobs: [{ job: 'compile', was: 'build', kind: 'renamed', drawn: change(1240, 1240) }],
      },
      { file: 'sundays.yml', kind: 'renamed', was: { file: 'weekly.yml', name: 'weekly.yml' }, jobs: [] },
    ]);
  });

  it('does not guess which of two jobs that are alike is the renamed one', () => {
    const two = reportOf({ 'nightly.yml': { ...nightly, jobs: { a: { minutes: 40 }, b: { minutes: 40 } } } });
    const kinds = diffBudgets(reportOf({ 'nightly.yml': nightly }), two).workflows[0]?.jobs.map(({ kind }) => kind);
    expect(kinds).toEqual(['added', 'added', 'removed']);
  });

  it('counts what is billed where a side has no quota', () => {
    const isPublic = { settings: { visibility: 'public' as const } };
    const diff = diffBudgets(
      reportOf({ 'a.yml': nightly }, isPublic),
      reportOf({ 'a.yml': nightly, 'b.yml': smoke }, isPublic),
    );
    expect(diff).toMatchObject({ counted: 'billable', minutes: change(1240, 1552), verdict: { after: 'free' } });
  });

  it('reads what was written as JSON no differently', () => {
    const copy = budgetReportSchema.parse(JSON.parse(JSON.stringify(before)));
    expect(diffBudgets(copy, before)).toEqual(diffBudgets(before, before));
  });
});

describe('changeOf', () => {
  it.each([
    [0.1, 0.3, 0.2],
    [0.3, 0.1, -0.2],
    [1e-9, 0, 0],
  ])('says of %d and %d that it is %d', (from, to, expected) => {
    expect(changeOf(from, to)).toEqual({ before: from, after: to, change: expected });
  });
});

describe('limits', () => {
  it.each([
    ['the settings of the head', undefined, 2000, false],
    ['what is included', 'included', 2000, false],
    ['as many minutes as there are', 1952, 1952, false],
    ['one minute less', 1951, 1951, true],
  ] as const)('are %s', (_, max, minutes, exceeded) => {
    const head = { ...after, limit: { minutes: 2000, usd: 0, exceeded: false } };
    expect(diffBudgets(before, head, { max }).limit).toMatchObject({ minutes, exceeded, exceededBefore: false });
  });

  it.each([
    [312, false],
    [311.9, true],
    [0, true],
  ])('let at most %d minutes come on top: exceeded is %s', (maxIncrease, increaseExceeded) => {
    const { limit } = diffBudgets(before, after, { maxIncrease });
    expect(limit).toEqual({
      ...{ minutes: null, usd: null, exceededBefore: false, exceeded: false, increase: maxIncrease },
      increaseExceeded,
    });
  });

  it('are exceeded by dollars too, and that may not be new', () => {
    const over = reportOf({ 'nightly.yml': { cron: daily, jobs: { build: { minutes: 80 } } } });
    expect(diffBudgets(over, over, { max: 'included' }).limit).toMatchObject({
      usd: 0,
      exceeded: true,
      exceededBefore: true,
    });
    expect(diffBudgets(after, over, { max: 2480 }).limit).toMatchObject({ exceeded: false });
  });

  it('have only dollars on a public repository', () => {
    const open = reportOf({ 'nightly.yml': nightly }, { settings: { visibility: 'public' } });
    expect(diffBudgets(open, open, { max: 'included' }).limit).toMatchObject({
      minutes: null,
      usd: 0,
      exceeded: false,
    });
  });

  it('look at the usual month where there were no trials', () => {
    const untried = reportOf({ 'nightly.yml': nightly }, { settings: { trials: 0 } });
    expect(diffBudgets(untried, untried, { max: 1239 }).limit?.exceeded).toBe(true);
  });
});

describe('what is hard to compare', () => {
  const paths = (base = before, head = after) => diffBudgets(base, head).findings.map(({ path }) => path);

  it.each([
    ['month', reportOf({ 'nightly.yml': nightly }, { month: '2026-02' })],
    ['plan', reportOf({ 'nightly.yml': nightly }, { settings: { plan: 'pro' } })],
    ['visibility', reportOf({ 'nightly.yml': nightly }, { settings: { visibility: 'public' } })],
    ['drawdown', reportOf({ 'nightly.yml': nightly }, { settings: { drawdown: 'multipliers' } })],
    ['paymentMethod', reportOf({ 'nightly.yml': nightly }, { settings: { paymentMethod: false } })],
    ['trials', reportOf({ 'nightly.yml': nightly }, { settings: { trials: 7 } })],
    ['trials.seed', reportOf({ 'nightly.yml': nightly }, { settings: { seed: 7 } })],
  ])('is another %s', (path, base) => {
    expect(paths(base)).toEqual([path]);
  });

  it('is another card, which may have another drawdown', () => {
    expect(paths(reportOf({}, { settings: { card: '2025' } }))).toEqual(['card', 'drawdown']);
  });

  it('is another traffic, and not another schedule', () => {
    const [few, many] = [4, 9].map((perMonth) =>
      reportOf({ 'nightly.yml': nightly }, { traffic: { pushes: [{ perMonth }] } }),
    );
    expect(paths(few, many)).toEqual(['traffic']);
    expect(diffBudgets(few ?? before, many ?? after).findings[0]?.message).toContain('(push to main: 4 -> 9)');
    const weekdays = reportOf(
      { 'nightly.yml': { ...nightly, cron: weekdaysAndSaturdays } },
      { traffic: { pushes: [{ perMonth: 4 }] } },
    );
    expect(few?.traffic.streams.length).toBeGreaterThan(1);
    expect(paths(few, weekdays)).toEqual([]);
  });

  it('is no traffic that the other side does not listen to', () => {
    const listening: BudgetReport = {
      ...after,
      traffic: { source: 'assumed', streams: [{ title: 'push to main', events: 40, workflow: null }] },
    };
    expect([before.traffic.source, paths(before, listening), paths(listening, before)]).toEqual(['none', [], []]);
  });

  it('is what could not be counted', () => {
    const gpu = reportOf({ 'gpu.yml': { cron: daily, jobs: { train: { minutes: 5, runsOn: 'gpu-a100' } } } });
    const codes = (base = before, head = after) => diffBudgets(base, head).findings.map(({ code }) => code);
    expect(codes(before, gpu)).toEqual(['unknown-runner']);
    expect(codes(gpu, gpu)).toEqual([]);
    expect(codes(gpu, before)).toEqual([]);
    const broken = { severity: 'error', code: 'yaml-syntax', message: 'no YAML' } as const;
    const unread = { ...before, findings: [broken] };
    expect(diffBudgets(before, unread).findings).toEqual([broken]);
    expect(diffBudgets(unread, unread).findings).toEqual([broken]);
    expect(diffBudgets(unread, before).findings).toEqual([
      { ...broken, severity: 'warning', message: 'before the change: no YAML' },
    ]);
  });
});

/** A difference seen from the other side. */
function mirror(diff: BudgetDiff): unknown {
  const kinds = { added: 'removed', removed: 'added', renamed: 'renamed', changed: 'changed' } as const;
  const turn = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(turn);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, turn(each)]));
    if (!('before' in fields && 'after' in fields)) return fields;
    const { before: old, after: current, change: more } = fields;
    return { ...fields, before: current, after: old, ...(typeof more === 'number' ? { change: 0 - more } : {}) };
  };
  const turnRow = <T extends { kind: keyof typeof kinds }>(row: T) => ({ ...(turn(row) as T), kind: kinds[row.kind] });
  return {
    ...(turn(diff) as BudgetDiff),
    workflows: sortRows(
      diff.workflows.map((row) => {
        const { file, name, was } = row;
        const turned = was ? { file: was.file, name: was.name, was: { file, name } } : {};
        const jobs = row.jobs.map((each) => ({
          ...turnRow(each),
          ...(each.was === null ? {} : { job: each.was, was: each.job }),
        }));
        return { ...turnRow(row), ...turned, jobs: sortRows(jobs) };
      }),
    ),
  };
}

const sortRows = <T>(rows: readonly T[]): T[] =>
  rows.toSorted((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));

/** The order goes by what costs most more, which is another one the other way round; terms are those of the head. */
function comparable(diff: BudgetDiff): unknown {
  const { month, unchangedWorkflows, findings, ...rest } = diff;
  return { ...rest, workflows: sortRows(diff.workflows.map((row) => ({ ...row, jobs: sortRows(row.jobs) }))) };
}

describe('any two reports', () => {
  it('differ in nothing from themselves', () => {
    fc.assert(
      fc.property(arbitraryReport, (report) => {
        const diff = diffBudgets(report, structuredClone(report));
        expect(diff.workflows).toEqual([]);
        expect([diff.minutes.change, diff.usd.change, diff.findings.length]).toEqual([0, 0, 0]);
      }),
    );
  });

  it('differ the other way round the other way round', () => {
    fc.assert(
      fc.property(arbitraryReport, arbitraryReport, (left, right) => {
        const turned = comparable(mirror(diffBudgets(left, right)) as BudgetDiff);
        expect(turned).toEqual(comparable(diffBudgets(right, left)));
      }),
    );
  });

  it('differ by the sum of their workflows where each has its own minutes', () => {
    fc.assert(
      fc.property(arbitraryReport, arbitraryReport, (left, right) => {
        const sum = (report: typeof left) =>
          report.workflows.reduce((all, { billableMinutes }) => all + billableMinutes, 0);
        const { workflows } = diffBudgets(left, right);
        const changes = workflows.reduce((all, row) => all + row.billableMinutes.change, 0);
        expect(changes).toBe(sum(right) - sum(left));
      }),
    );
  });
});
