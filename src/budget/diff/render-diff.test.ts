/** What is shown of a difference; the Markdown lies in fixtures/budget/diff, to be looked at on GitHub. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryReport } from '../../../fixtures/budget/diff/arbitrary-reports.ts';
import {
  daily,
  reportOf,
  type ScheduledWorkflow,
  weekdaysAndSaturdays,
} from '../../../fixtures/budget/diff/reports.ts';
import type { BudgetReport } from '../../contract/budget.ts';
import { type DiffOptions, diffBudgets } from './diff-budgets.ts';
import { renderDiff } from './render-diff.ts';
import { changeSentence } from './sentences.ts';

const fixture = (name: string): string => `../../../fixtures/budget/diff/${name}.md`;
const night = (minutes: number, more: Partial<ScheduledWorkflow> = {}): ScheduledWorkflow => ({
  ...{ cron: daily, jobs: { build: { minutes } } },
  ...more,
});
const smoke = { cron: weekdaysAndSaturdays, jobs: { smoke: { minutes: 12 } } };
const small = reportOf({ 'nightly.yml': night(40) });
const grown = reportOf({ 'nightly.yml': night(40), 'smoke.yml': smoke });
const over = reportOf({ 'nightly.yml': night(70) });
const limited = (report: BudgetReport): BudgetReport => ({
  ...report,
  limit: { minutes: 2000, usd: 0, exceeded: report.quota.over > 0 },
});
const sides: DiffOptions['sides'] = {
  base: { source: 'committed', name: 'main', commit: '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d' },
  head: { source: 'working-tree', name: '', commit: null },
};

const markup = '](https://evil.example) <img src=x onerror=alert(1)> @everyone | `` ::error::x\n# <!--';

describe('renderDiff', () => {
  it.each<[string, BudgetReport, BudgetReport, DiffOptions]>([
    ['grown', small, limited(grown), {}],
    ['over', small, limited(over), { maxIncrease: 200 }],
    ['unchanged', limited(small), limited(small), {}],
    ['unchanged-and-over', over, limited(over), {}],
    ['cheaper', over, small, {}],
    ['other-month', reportOf({ 'nightly.yml': night(40) }, { month: '2026-02' }), small, {}],
    [
      'blocked',
      small,
      reportOf({ 'nightly.yml': night(70, { name: 'Every night' }) }, { settings: { paymentMethod: false } }),
      {},
    ],
    [
      'public',
      reportOf({ 'nightly.yml': night(40) }, { settings: { visibility: 'public' } }),
      reportOf(
        {
          'nightly.yml': {
            cron: daily,
            jobs: { build: { minutes: 20 }, big: { minutes: 5, runsOn: 'ubuntu-24.04-8core' } },
          },
        },
        { settings: { visibility: 'public', labels: { 'ubuntu-24.04-8core': 'actions_linux_8_core' } } },
      ),
      {},
    ],
  ])('gives %s.md', async (name, base, head, options) => {
    await expect(renderDiff(diffBudgets(base, head, { sides, ...options }))).toMatchFileSnapshot(fixture(name));
  });

  it('shows names as they are, and lets them do nothing', async () => {
    const [row] = grown.workflows;
    const head = {
      ...grown,
      workflows: [
        { ...row, file: `a${markup}`, name: markup, jobs: [{ ...row?.jobs[0], job: markup }] },
      ] as unknown as BudgetReport['workflows'],
      findings: [
        { severity: 'error' as const, code: 'x', message: markup, source: { file: markup, line: 1, column: 1 } },
      ],
    };
    const from = { base: { ...sides.base, name: markup }, head: sides.head };
    await expect(renderDiff(diffBudgets(small, head, { sides: from }))).toMatchFileSnapshot(fixture('hostile'));
  });

  it('leaves out rows until it fits into a comment', () => {
    const jobs = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`job-${index}`, { minutes: 1 }]));
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`workflow-${'x'.repeat(60)}-${index}.yml`, { cron: daily, jobs }]),
    );
    const diff = diffBudgets(small, reportOf(many, { settings: { trials: 0 } }));
    const text = renderDiff(diff);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(60_000);
    expect(text.split('\n')[0]).toBe(
      '**+60,760 minutes a month (1,240 -> 62,000 of 2,000), +$360.00 ($0.00 -> $360.00): now over, 60,000 minutes too many**',
    );
    expect(text).toContain('<summary>90 more</summary>');
    expect(text).toContain('1 more workflow has changed.');
    expect(text).toContain('1,901 more jobs have changed.');
    const short = renderDiff(diff, { maxBytes: 3000 });
    expect(Buffer.byteLength(short)).toBeLessThanOrEqual(3000);
    expect(short).toContain('98 more workflows have changed.');
  });

  it('has balanced parts for any two reports, and no line of a table breaks', () => {
    fc.assert(
      fc.property(arbitraryReport, arbitraryReport, (left, right) => {
        const text = renderDiff(diffBudgets(left, right));
        expect(text.split('<details>').length).toBe(text.split('</details>').length);
        const tables = text.split('\n\n').filter((part) => part.startsWith('|'));
        for (const table of tables) {
          const cells = table
            .trim()
            .split('\n')
            .map((line) => line.replaceAll(/<code>.*?<\/code>/g, '').split('|').length);
          expect(new Set(cells).size).toBe(1);
        }
      }),
    );
  });
});

describe('changeSentence', () => {
  const verdicts = ['within', 'billed', 'over', 'blocked', 'free'] as const;
  const sentence = (before: BudgetReport, after: BudgetReport) => changeSentence(diffBudgets(before, after));

  it.each([
    ['within', 'still within'],
    ['billed', 'now billed for what no quota covers'],
    ['free', 'now free'],
    ['over', 'now over'],
    ['blocked', 'now blocked; it would cost $0.00'],
  ] as const)('says of the verdict %s that it is %s', (verdict, words) => {
    expect(sentence(small, { ...grown, verdict })).toBe(`+312 minutes a month (1,240 -> 1,552 of 2,000): ${words}`);
    expect(verdicts).toContain(verdict);
  });

  it.each([
    [
      '+930 minutes a month (1,240 -> 2,170 of 2,000), +$1.02 ($0.00 -> $1.02): now over, 170 minutes too many',
      small,
      over,
    ],
    ['-930 minutes a month (2,170 -> 1,240 of 2,000), -$1.02 ($1.02 -> $0.00): now within', over, small],
    ['No change: 1,240 of 2,000 minutes a month, still within', small, small],
    [
      '±0 minutes a month (1,240 of 2,000 -> 1,240 of 3,000): still within',
      small,
      reportOf({ 'nightly.yml': night(40) }, { settings: { plan: 'pro' } }),
    ],
    [
      '±0 minutes a month (1,240 of 2,000): still within',
      small,
      reportOf({ 'nightly.yml': { cron: daily, jobs: { compile: { minutes: 40 } } } }),
    ],
  ])('is "%s"', (expected, base, head) => {
    expect(sentence(base, head)).toBe(expected);
  });

  it('says from which day on runs are blocked', () => {
    const head = reportOf({ 'nightly.yml': night(70) }, { settings: { paymentMethod: false } });
    expect(sentence(small, head)).toMatch(
      /of 2,000\): now blocked from 2026-08-29 on, 170 minutes too many; it would cost \$1\.02$/,
    );
  });
});
