/** Months against those computed by hand, and against a closed form without any simulation. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { budgetSettingsSchema, trafficSchema } from '../../config/budget.ts';
import { budgetVerdicts } from '../../contract/billing-terms.ts';
import { type BudgetReport, budgetReportSchema } from '../../contract/budget.ts';
import type { Workflow } from '../../model/index.ts';
import { preparePlan } from '../../plan/prepare-plan.ts';
import { readYaml } from '../../yaml/read.ts';
import { parseYaml } from '../../yaml-document/index.ts';
import type { BudgetQuestion } from './budget-question.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import { simulateMonth } from './simulate.ts';

const number = z.number();
const { plan, visibility, durations, labels, paymentMethod } = budgetSettingsSchema.shape;
const caseSchema = z.strictObject({
  name: z.string(),
  month: z.string(),
  ...{ plan, visibility, durations, labels, paymentMethod },
  traffic: trafficSchema.prefault({}),
  workflows: z.record(z.string(), z.string()),
  how: z.string(),
  expect: z.strictObject({
    verdict: z.enum(budgetVerdicts).optional(),
    finding: z.string().optional(),
    ...Object.fromEntries(
      [
        ...['runs', 'billable', 'raw', 'rounding', 'drawn', 'over', 'total', 'linux', 'windows', 'macos'],
        ...['cancelled', 'cacheHits', 'unpriced', 'atMost', 'exceededOn'],
      ].map((name) => [name, number.optional()]),
    ),
  }),
});
const file = new URL('../../../fixtures/billing/months.yaml', import.meta.url);
const { cases } = z.strictObject({ cases: z.array(caseSchema) }).parse(parseYaml(readFileSync(file, 'utf8')).data);

function workflowsOf(texts: Readonly<Record<string, string>>): PlannedWorkflow[] {
  const documents = new Map<string, Workflow>();
  for (const [name, text] of Object.entries(texts)) {
    const { document, findings } = readYaml(text, name);
    if (document?.kind !== 'workflow') throw new Error(findings.map(({ message }) => message).join('\n'));
    documents.set(name, document);
  }
  const called = (uses: string): Workflow | undefined => documents.get(uses.replace('./.github/workflows/', ''));
  return [...documents].map(([name, document]) => {
    const prepared = preparePlan(document, { resolve: called, steps: true });
    return { file: name, document, plan: prepared.plan, called };
  });
}

type Given = Partial<BudgetQuestion> & Pick<BudgetQuestion, 'month' | 'workflows'>;

function simulate(given: Given): BudgetReport {
  const { month: _, report: __, ...settings } = budgetSettingsSchema.parse({ trials: 20 });
  return simulateMonth({ ...settings, traffic: trafficSchema.parse({}), trafficSource: 'settings', ...given });
}

function flat(report: BudgetReport) {
  const { quota, usd, billableMinutes, rawMinutes, roundingLoss, workflows, exceededOn, unpriced, verdict } = report;
  const sum = (field: 'runs' | 'cancelled'): number => workflows.reduce((total, each) => total + each[field], 0);
  const [first] = unpriced;
  return {
    ...{
      verdict,
      drawn: quota.drawn,
      over: quota.over,
      total: usd.total,
      exceededOn,
      cacheHits: workflows[0]?.cacheHitRatio,
    },
    ...{ billable: billableMinutes.total, raw: rawMinutes, rounding: roundingLoss, runs: sum('runs') },
    ...{ linux: billableMinutes.linux, windows: billableMinutes.windows, macos: billableMinutes.macos },
    ...{ cancelled: sum('cancelled'), unpriced: first?.minutes, atMost: first?.usdAtMost },
  };
}

describe('the months computed by hand', () => {
  it.each(cases)('$month $name', ({ name: _, how: __, expect: expected, workflows, ...given }) => {
    const report = simulate({ ...given, workflows: workflowsOf(workflows) });
    const { finding, ...numbers } = expected;
    expect(flat(report)).toMatchObject(numbers);
    if (finding) expect(report.findings.map(({ code }) => code)).toContain(finding);
    else expect(report.findings).toEqual([]);
    expect(budgetReportSchema.parse(report)).toEqual(report);
    // Nothing is random here: every trial is the month itself.
    expect(report.trials.drawn).toEqual({
      median: report.quota.drawn,
      p10: report.quota.drawn,
      p90: report.quota.drawn,
    });
    expect(report.trials.chanceToExceed).toBe(report.quota.over > 0 ? 1 : 0);
  });
});

const runners = { 'ubuntu-latest': 6, 'windows-latest': 10, 'macos-15': 62, 'ubuntu-slim': 2, 'ubuntu-24.04-arm': 5 };

interface NaiveJob {
  readonly runner: keyof typeof runners;
  readonly seconds: number;
  readonly legs: number;
}

/** Firings times jobs times whole minutes, in mills. */
const naiveMills = (firings: number, jobs: readonly NaiveJob[]): number =>
  firings * jobs.reduce((sum, { runner, seconds, legs }) => sum + legs * Math.ceil(seconds / 60) * runners[runner], 0);

const workflowText = (cron: string, jobs: readonly NaiveJob[]): string =>
  JSON.stringify({
    on: { schedule: [{ cron }] },
    jobs: Object.fromEntries(
      jobs.map(({ runner, legs }, index) => [
        `job${index}`,
        {
          'runs-on': runner,
          ...(index > 0 ? { needs: `job${index - 1}` } : {}),
          strategy: { matrix: { leg: Array.from({ length: legs }, (_, leg) => leg) } },
          steps: [{ run: 'make' }],
        },
      ]),
    ),
  });

describe('any month of schedules', () => {
  it('costs what the closed form says', () => {
    const job = fc.record({
      runner: fc.constantFrom(...(Object.keys(runners) as (keyof typeof runners)[])),
      seconds: fc.integer({ min: 1, max: 5000 }),
      legs: fc.integer({ min: 1, max: 4 }),
    });
    const jobs = fc.array(job, { minLength: 1, maxLength: 4 });
    const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 10 });
    const plans = fc.constantFrom('free' as const, 'pro' as const, 'enterprise' as const);
    fc.assert(
      fc.property(jobs, days, plans, (made, onDays, account) => {
        const workflows = workflowsOf({ 'a.yml': workflowText(`30 4 ${onDays.join()} * *`, made) });
        const declared = Object.fromEntries(made.map(({ seconds }, index) => [`a.yml/job${index}`, seconds]));
        const { quota, usd } = simulate({
          month: '2026-07',
          plan: account,
          workflows,
          durations: declared,
          card: '2026',
        });
        const mills = naiveMills(onDays.length, made);
        const over = Math.max(0, mills - { free: 2000, pro: 3000, enterprise: 50_000 }[account] * 6);
        expect(quota.drawn).toBeCloseTo(mills / 6, 3);
        expect(Math.abs(usd.total - over / 1000)).toBeLessThanOrEqual(0.005 + 1e-6);
      }),
      { numRuns: 40 },
    );
  });
});

const ci = {
  'ci.yml': `
on: [push, pull_request]
jobs:
  test:
    runs-on: ubuntu-latest
    steps: [{ uses: actions/checkout@v7 }, { run: npm test }]
`,
};
const traffic = trafficSchema.parse({ pushes: [{ perMonth: 100 }], pullRequests: [{ perMonth: 40 }] });

describe('chance', () => {
  const ask = (seed: number) =>
    simulate({ month: '2026-09', workflows: workflowsOf(ci), traffic, seed, trials: 400, durations: {} });

  it('has the same answer for the same seed, and another for another', () => {
    expect(ask(7)).toEqual(ask(7));
    expect(ask(7).trials.drawn).not.toEqual(ask(8).trials.drawn);
  });

  it('spreads around the month as it is expected', () => {
    const { trials, quota } = ask(1);
    expect(trials.drawn.p10).toBeLessThan(trials.drawn.median);
    expect(trials.drawn.median).toBeLessThan(trials.drawn.p90);
    expect(trials.drawn.median / quota.drawn).toBeGreaterThan(0.95);
    expect(trials.drawn.median / quota.drawn).toBeLessThan(1.05);
  });

  it.each([20, 40, 60, 100, 150])('leaves a month of %d runs neither lucky nor unlucky', (perMonth) => {
    const alike = trafficSchema.parse({ pushes: [{ perMonth, varies: false }] });
    const given = { month: '2026-09', workflows: workflowsOf(ci), traffic: alike, trials: 2000, durations: {} };
    const { trials, quota } = simulate(given);
    expect(Math.abs(trials.drawn.median / quota.drawn - 1)).toBeLessThan(0.04);
  });
});

describe('runners', () => {
  it('are as many as the plan has: the rest waits', () => {
    const text = JSON.stringify({
      on: { schedule: [{ cron: '0 2 1 * *' }] },
      jobs: {
        mac: {
          'runs-on': 'macos-15',
          strategy: { matrix: { leg: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } },
          steps: [{ run: 'make' }],
        },
      },
    });
    const asked = { month: '2026-01', workflows: workflowsOf({ 'a.yml': text }), durations: { 'a.yml/mac': 600 } };
    // Five at once: the other five wait ten minutes.
    expect(simulate(asked).workflows[0]?.queuedSeconds).toBe(300);
    expect(simulate({ ...asked, plan: 'enterprise' }).workflows[0]?.queuedSeconds).toBe(0);
  });
});

describe('what cannot be counted', () => {
  it('is said: a schedule that nobody can read', () => {
    const workflows = workflowsOf({ 'a.yml': 'on: { schedule: [{ cron: 61 2 * * * }] }\njobs: {}\n' });
    const { findings } = simulate({ month: '2026-01', workflows });
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['unreadable-schedule', 'error'],
      ['no-runs', 'info'],
    ]);
  });

  it('is said: an event that nothing tells the frequency of', () => {
    const workflows = workflowsOf({ 'a.yml': 'on:\n  push:\n  release:\njobs: {}\n' });
    const { findings } = simulate({ month: '2026-01', workflows });
    expect(findings).toMatchObject([{ code: 'uncounted-event', severity: 'warning', path: 'on.release' }]);
  });

  it('is said: a workflow that traffic names and nobody has', () => {
    const workflows = workflowsOf(ci);
    const wrong = trafficSchema.parse({ dispatches: [{ workflow: 'ci.yaml', perMonth: 1 }] });
    const { findings } = simulate({ month: '2026-01', workflows, traffic: wrong });
    expect(findings).toMatchObject([
      { code: 'unknown-workflow', hint: 'did you mean "ci.yml"?' },
      { code: 'no-runs', message: 'no event of the month runs a job of ci.yml: it is counted as nothing' },
    ]);
  });

  it('is nothing where a workflow is only called', () => {
    const called = { 'a.yml': 'on: workflow_call\njobs: { a: { runs-on: ubuntu-latest, steps: [{ run: x }] } }\n' };
    expect(simulate({ month: '2026-01', workflows: workflowsOf(called) }).findings).toEqual([]);
  });
});
