/** Prices against bills computed by hand, and against a second computation in closed form. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { billingPlans, budgetVerdicts, drawdownIds, rateCardIds, visibilities } from '../contract/billing-terms.ts';
import { type PriceReport, priceReportSchema } from '../contract/budget.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { parseYaml } from '../yaml-document/index.ts';
import { cardFor, rateCards } from './cards/registry.ts';
import { planFacts } from './plans.ts';
import { type PriceQuestion, priceMinutes } from './price.ts';
import { gbMonths } from './storage.ts';

const number = z.number();
const caseSchema = z.strictObject({
  name: z.string(),
  date: z.string().regex(/^\d{4}-\d\d-\d\d$/),
  card: z.enum(rateCardIds),
  plan: z.enum(billingPlans),
  visibility: z.enum(visibilities).default('private'),
  drawdown: z.enum(drawdownIds).optional(),
  paymentMethod: z.boolean().default(true),
  minutes: z.record(z.string(), z.int()),
  artifacts: number.default(0),
  caches: number.default(0),
  how: z.union([z.string(), number]),
  expect: z.strictObject({
    verdict: z.enum(budgetVerdicts),
    drawn: number.optional(),
    over: number.optional(),
    spare: number.optional(),
    mostLinux: number.nullable().optional(),
    standard: number.optional(),
    larger: number.optional(),
    artifacts: number.optional(),
    caches: number.optional(),
    least: number.optional(),
    most: number.optional(),
    total: number.optional(),
  }),
});

const file = new URL('../../fixtures/billing/price.yaml', import.meta.url);
const { cases } = z.strictObject({ cases: z.array(caseSchema) }).parse(parseYaml(readFileSync(file, 'utf8')).data);

const question = (given: Partial<PriceQuestion>): PriceQuestion => ({
  plan: 'free',
  visibility: 'private',
  card: '2026',
  paymentMethod: true,
  minutes: [],
  storage: { artifacts: 0, caches: 0 },
  ...given,
});

const flat = ({ verdict, quota, usd, mostLinuxMinutes }: PriceReport) => ({
  ...quota,
  ...usd,
  verdict,
  mostLinux: mostLinuxMinutes,
});

describe('the bills computed by hand', () => {
  it('are at least thirty, each on a day of its card', () => {
    expect(cases.length).toBeGreaterThanOrEqual(30);
    for (const { date, card } of cases) expect(cardFor(date.slice(0, 7)).id).toBe(card);
  });

  it.each(cases)('$date $name', ({ minutes, artifacts, caches, drawdown, expect: expected, ...rest }) => {
    const { name: _, date: __, how: ___, ...account } = rest;
    const report = priceMinutes({
      ...account,
      ...(drawdown ? { drawdown } : {}),
      minutes: Object.entries(minutes).map(([label, each]) => ({ label, minutes: each })),
      storage: { artifacts, caches },
    });
    expect(flat(report)).toMatchObject(expected);
    expect(priceReportSchema.parse(report)).toEqual(report);
  });
});

/** Dollars by one formula, in fractions of a dollar rather than in mills. */
function naiveTotal({ plan, visibility, card, minutes }: PriceQuestion): number {
  const prices: Readonly<Record<string, number>> =
    card === '2025'
      ? { 'ubuntu-latest': 0.008, 'windows-latest': 0.016, 'macos-latest': 0.08, linux_4_core: 0.016, macos_l: 0.12 }
      : { 'ubuntu-latest': 0.006, 'windows-latest': 0.01, 'macos-latest': 0.062, linux_4_core: 0.012, macos_l: 0.077 };
  const isLarger = (label: string): boolean => label.includes('_');
  const cost = (larger: boolean): number =>
    minutes
      .filter(({ label }) => isLarger(label) === larger)
      .reduce((sum, { label, minutes: each }) => sum + each * (prices[label] ?? Number.NaN), 0);
  const allowance = { free: 2000, pro: 3000, team: 3000, enterprise: 50_000 }[plan] * (card === '2025' ? 0.008 : 0.006);
  return cost(true) + (visibility === 'public' ? 0 : Math.max(0, cost(false) - allowance));
}

const labels = ['ubuntu-latest', 'windows-latest', 'macos-latest', 'linux_4_core', 'macos_l'];
const questions = fc
  .record({
    plan: fc.constantFrom(...billingPlans),
    visibility: fc.constantFrom(...visibilities),
    card: fc.constantFrom(...rateCardIds),
    minutes: fc.array(fc.record({ label: fc.constantFrom(...labels), minutes: fc.nat(30_000) }), { maxLength: 8 }),
  })
  .map(question);

describe('any bill', () => {
  it('is what the closed form says', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { total, least, most } = priceMinutes(asked).usd;
        expect(Math.abs(total - naiveTotal(asked))).toBeLessThanOrEqual(0.005 + 1e-6);
        expect([least, most]).toEqual([total, total]);
      }),
    );
  });

  it('has its price between its bounds, whatever draws the quota down', () => {
    fc.assert(
      fc.property(questions, fc.constantFrom(...drawdownIds), (asked, drawdown) => {
        const { total, least, most } = priceMinutes({ ...asked, drawdown }).usd;
        expect(least).toBeLessThanOrEqual(total);
        expect(total).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('fits with the most Linux minutes that it names, and not with one more', () => {
    fc.assert(
      fc.property(questions, (asked) => {
        const { mostLinuxMinutes: most, quota } = priceMinutes(asked);
        if (most === null || most === 0) return;
        const rest = asked.minutes.filter(({ label }) => label !== 'ubuntu-latest');
        const over = (linux: number): number =>
          priceMinutes({ ...asked, minutes: [...rest, { label: 'ubuntu-24.04', minutes: linux }] }).quota.over;
        expect(over(most)).toBe(0);
        expect(over(most + 1)).toBeGreaterThan(0);
        expect(quota.included).toBe(planFacts[asked.plan].minutes);
      }),
    );
  });
});

describe('a label that no card has', () => {
  it('is an error for each, and never a zero', () => {
    const minutes = [
      { label: 'gpu-a100', minutes: 5 },
      { label: 'ubuntu-24.04-9core', minutes: 5 },
    ];
    const thrown = catchError(() => priceMinutes(question({ minutes })));
    expect(thrown).toBeInstanceOf(PipelineError);
    const { findings, exitCode } = thrown as PipelineError;
    expect(exitCode).toBe(2);
    expect(findings.map(({ code }) => code)).toEqual(['unknown-runner', 'unknown-runner']);
    expect(findings[0]?.message).toContain('"gpu-a100"');
  });

  it('is priced as the settings say that it is', () => {
    const minutes = [
      { label: 'big', minutes: 10 },
      { label: 'constructor', minutes: 10 },
    ];
    const { usage } = priceMinutes(question({ minutes, labels: { big: 'linux_16_core', constructor: 'self-hosted' } }));
    expect(usage.map(({ sku }) => sku)).toEqual(['linux_16_core', null]);
  });
});

function catchError(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe('what the report adds', () => {
  it('names the range where the ways of counting differ', () => {
    const minutes = [
      { label: 'ubuntu-latest', minutes: 1810 },
      { label: 'macos-latest', minutes: 80 },
    ];
    const { alternatives, fits } = priceMinutes(question({ minutes }));
    expect(alternatives.map(({ drawdown, quota }) => [drawdown, quota.drawn])).toEqual([['multipliers', 2610]]);
    expect(fits[0]).toEqual({ plan: 'pro', spare: 363.3333 });
  });

  it('warns where the plan has no larger runners', () => {
    const minutes = [{ label: 'ubuntu-24.04-8core', minutes: 120 }];
    expect(priceMinutes(question({ minutes })).findings.map(({ code }) => code)).toEqual(['larger-runner-plan']);
    expect(priceMinutes(question({ minutes, plan: 'team' })).findings).toEqual([]);
  });
});

describe('the cards', () => {
  it.each(Object.values(rateCards))('of $id name every SKU once, with a whole price', ({ rates, sources }) => {
    expect(new Set(rates.map(({ sku }) => sku)).size).toBe(rates.length);
    for (const { mills } of rates) expect(Number.isInteger(mills) && mills > 0).toBe(true);
    expect(sources.every((source) => source.startsWith('https://'))).toBe(true);
  });

  it('have the same runners, so that a month can be priced by either', () => {
    const names = Object.values(rateCards).map(({ rates }) => rates.map(({ sku }) => sku).toSorted());
    expect(names[0]).toEqual(names[1]);
  });

  it('follow each other without a gap', () => {
    expect([cardFor('2019-01').id, cardFor('2025-12').id, cardFor('2026-01').id, cardFor('2031-01').id]).toEqual([
      ...['2025', '2025', '2026', '2026'],
    ]);
  });
});

it('counts GB-hours as the documentation does', () => {
  expect(
    gbMonths(
      [
        { gb: 3, hours: 240 },
        { gb: 12, hours: 504 },
      ],
      744,
    ),
  ).toBe(9.097);
});
