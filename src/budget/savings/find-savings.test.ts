/** What changes save, against what is computed by hand, and what holds for any month. */
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { budgetSettingsSchema, trafficSchema } from '../../config/budget.ts';
import { type BudgetReport, type Saving, savingKinds, savingSchema } from '../../contract/budget.ts';
import type { Trigger, Workflow } from '../../model/index.ts';
import { preparePlan } from '../../plan/prepare-plan.ts';
import { workflows as documents } from '../../yaml/arbitrary-documents.ts';
import { readYaml } from '../../yaml/read.ts';
import { parseYaml } from '../../yaml-document/index.ts';
import type { BudgetQuestion } from '../simulation/budget-question.ts';
import type { PlannedWorkflow } from '../simulation/planned-workflow.ts';
import { simulateMonth } from '../simulation/simulate.ts';
import { findSavings, proposalsFor } from './find-savings.ts';
import { proposers } from './registry.ts';

const folder = new URL('../../../fixtures/budget/savings/', import.meta.url);
const { plan, visibility, durations } = budgetSettingsSchema.shape;
const caseSchema = z.strictObject({
  name: z.string(),
  month: z.string(),
  ...{ plan, visibility, durations },
  traffic: trafficSchema.prefault({}),
  workflows: z.record(z.string(), z.string()),
  how: z.string(),
  expect: z.array(savingSchema.pick({ file: true, jobs: true, minutes: true, usd: true })),
  says: z.string().optional(),
});
const casesOf = (kind: string) => {
  const { data } = parseYaml(readFileSync(new URL(`${kind}.yaml`, folder), 'utf8'));
  return z.strictObject({ cases: z.array(caseSchema) }).parse(data).cases;
};

function workflowsOf(texts: Readonly<Record<string, string>>): PlannedWorkflow[] {
  return Object.entries(texts).map(([file, text]) => {
    const { document, findings } = readYaml(text, file);
    if (document?.kind !== 'workflow') throw new Error(findings.map(({ message }) => message).join('\n'));
    const called = (): Workflow | undefined => undefined;
    return { file, document, plan: preparePlan(document, { resolve: called, steps: true }).plan, called };
  });
}

type Given = Partial<BudgetQuestion> & Pick<BudgetQuestion, 'month' | 'workflows'>;

function ask(given: Given): { question: BudgetQuestion; report: BudgetReport; savings: readonly Saving[] } {
  const { month: _, report: __, ...settings } = budgetSettingsSchema.parse({ trials: 5 });
  const traffic = trafficSchema.parse({});
  const question: BudgetQuestion = { ...settings, traffic, trafficSource: 'settings', ...given };
  const report = simulateMonth(question);
  return { question, report, savings: findSavings(question, report) };
}

/** The month of a saving, made again from what was proposed. */
function monthAfter({ change }: Saving, question: BudgetQuestion, report: BudgetReport): BudgetReport {
  const proposal = proposalsFor(question, report).find((each) => each.change === change);
  if (!proposal) throw new Error(`nobody proposed: ${change}`);
  return simulateMonth(proposal.apply?.(question) ?? question);
}

describe('the registry', () => {
  it('has a file, a proposer and a fixture for each kind, and nothing else', () => {
    const names = (at: URL, end: string): string[] =>
      readdirSync(at)
        .map((name) => name.replace(end, ''))
        .sort();
    const kinds = [...savingKinds].sort();
    expect(Object.keys(proposers).sort()).toEqual(kinds);
    expect(names(new URL('kinds/', import.meta.url), '.ts')).toEqual(kinds);
    expect(names(folder, '.yaml')).toEqual(kinds);
  });
});

describe.each(savingKinds)('%s, computed by hand', (kind) => {
  it.each(casesOf(kind))('$name', ({ name: _, how: __, expect: expected, says, workflows, ...given }) => {
    const { question, report, savings } = ask({ ...given, workflows: workflowsOf(workflows) });
    expect(report.findings).toEqual([]);
    const found = savings.filter((saving) => saving.kind === kind);
    expect(found.map(({ file, jobs, minutes, usd }) => ({ file, jobs, minutes, usd }))).toEqual(expected);
    if (says) expect(found[0]?.change).toContain(says);
    for (const saving of found) {
      expect(savingSchema.parse(saving)).toEqual(saving);
      const after = monthAfter(saving, question, report);
      expect(saving.minutes).toBeCloseTo(report.quota.drawn - after.quota.drawn, 3);
      expect(saving.usd).toBeCloseTo(report.usd.total - after.usd.total, 2);
      expect(after.findings).toEqual([]);
    }
  });
});

/** Months of schedules and traffic, with short and long jobs that need each other. */
const systems = fc.constantFrom('ubuntu-24.04', 'ubuntu-24.04', 'windows-2025', 'macos-15');
const jobOf = fc.record({
  runner: systems,
  seconds: fc.integer({ min: 1, max: 400 }),
  script: fc.constantFrom('make', 'xcodebuild test'),
  needsFirst: fc.boolean(),
  key: fc.constantFrom(undefined, 'a-${{ github.sha }}', 'a'),
});
const monthOf = fc.record({
  jobs: fc.array(jobOf, { minLength: 1, maxLength: 5 }),
  cron: fc.constantFrom('30 4 * * *', '0 2 * * 1-5', '30 4 * * 0', '0 */8 * * *'),
  events: fc.subarray(['push', 'pull_request']),
  pulls: fc.integer({ min: 0, max: 8 }),
  pushes: fc.integer({ min: 0, max: 20 }),
  changed: fc.constantFrom(undefined, ['README.md'], ['src/a.ts']),
  visible: fc.constantFrom('private' as const, 'private' as const, 'public' as const),
});
type AnyMonth = typeof monthOf extends fc.Arbitrary<infer T> ? T : never;

function givenOf({ jobs, cron, events, pulls, pushes, changed, visible }: AnyMonth): Given {
  const text = {
    on: { schedule: [{ cron }], ...Object.fromEntries(events.map((event) => [event, {}])) },
    jobs: Object.fromEntries(
      jobs.map(({ runner, script, needsFirst, key }, index) => [
        `job${index}`,
        {
          'runs-on': runner,
          ...(needsFirst && index > 0 ? { needs: 'job0' } : {}),
          steps: [
            { uses: 'actions/checkout@v7' },
            ...(key ? [{ uses: 'actions/cache@v5', with: { key, path: 'out' } }] : []),
            { run: script },
          ],
        },
      ]),
    ),
  };
  const traffic = trafficSchema.parse({
    pushes: [{ perMonth: pushes, changed }],
    pullRequests: [{ perMonth: pulls, changed }],
  });
  const seconds = Object.fromEntries(jobs.map((job, index) => [`ci.yml/job${index}`, job.seconds]));
  const workflows = workflowsOf({ 'ci.yml': JSON.stringify(text) });
  return { month: '2026-09', workflows, traffic, durations: seconds, visibility: visible };
}

describe('any month', { timeout: 60_000 }, () => {
  const runs = { numRuns: 30 };

  it('saves what it says, costs nothing more for it, and has the largest first', () => {
    fc.assert(
      fc.property(monthOf, (given) => {
        const { question, report, savings } = ask(givenOf(given));
        expect(savings.length).toBeLessThanOrEqual(10);
        const minutes = savings.map((saving) => saving.minutes);
        expect(minutes).toEqual(minutes.toSorted((left, right) => right - left));
        for (const saving of savings.filter(({ kind }) => kind !== 'crowded-hour')) {
          const after = monthAfter(saving, question, report);
          expect(saving.minutes).toBeGreaterThanOrEqual(1);
          expect(report.quota.drawn - after.quota.drawn).toBeCloseTo(saving.minutes, 3);
          expect(report.usd.total - after.usd.total).toBeCloseTo(saving.usd, 2);
        }
      }),
      runs,
    );
  });

  it('has the same list for the same question', () => {
    fc.assert(
      fc.property(monthOf, (given) => {
        const { savings } = ask(givenOf(given));
        expect(ask(givenOf(given)).savings).toEqual(savings);
      }),
      runs,
    );
  });

  it('does the same work in merged jobs: only what is rounded up is less', () => {
    fc.assert(
      fc.property(monthOf, (given) => {
        const { question, report, savings } = ask(givenOf(given));
        for (const saving of savings.filter(({ kind }) => kind === 'merge-jobs')) {
          const after = monthAfter(saving, question, report);
          expect(after.rawMinutes).toBeCloseTo(report.rawMinutes, 3);
          expect(after.roundingLoss).toBeLessThan(report.roundingLoss);
        }
      }),
      runs,
    );
  });
});

const on = (event: string, more: Partial<Trigger> = {}): Trigger => ({ kind: 'trigger', event, ...more });
/** Started every night, by pushes and by pull requests, on runners that have a price. */
const started = (document: Workflow): Workflow => ({
  ...document,
  on: [on('push'), on('pull_request'), on('schedule', { schedule: [{ cron: '30 4 * * *' }] })],
  concurrency: undefined,
  jobs: document.jobs.map((job, index) => ({
    ...job,
    if: undefined,
    ...(job.kind === 'job' ? { runsOn: index === 2 ? 'macos-15' : 'ubuntu-24.04' } : {}),
  })),
});

describe('any workflow that can be written', { timeout: 60_000 }, () => {
  it.each([
    ['as it is', documents],
    ['as it is started often', documents.map(started)],
  ])('has savings that keep to the contract, and none that costs more: %s', (_, written) => {
    const called = (): Workflow | undefined => undefined;
    const traffic = trafficSchema.parse({
      pushes: [{ perMonth: 9, changed: ['a.md'] }],
      pullRequests: [{ perMonth: 3 }],
    });
    fc.assert(
      fc.property(written, (document) => {
        const planned = { file: 'any.yml', document, plan: preparePlan(document, { steps: true }).plan, called };
        const { report, question, savings } = ask({ month: '2026-09', workflows: [planned], traffic });
        expect(z.array(savingSchema).parse(savings)).toEqual(savings);
        for (const saving of savings) {
          expect(monthAfter(saving, question, report).quota.drawn).toBeLessThanOrEqual(report.quota.drawn);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('what is proposed', () => {
  const nightly = `
on: { schedule: [{ cron: 30 4 * * * }] }
jobs:
  lint: { runs-on: ubuntu-24.04, permissions: { contents: read }, steps: [{ run: make lint }] }
  types: { runs-on: ubuntu-24.04, permissions: { issues: read }, steps: [{ run: make types }] }
`;
  const durations = { 'nightly.yml/*': 10 };

  it('says what else it does', () => {
    const { savings } = ask({ month: '2026-04', workflows: workflowsOf({ 'nightly.yml': nightly }), durations });
    expect(savings[0]?.note).toContain('ach may read what any of them may');
    expect(savings[0]?.note).toContain('no longer run side by side');
    expect(savings[0]?.note).toContain('there is no check types any more');
  });

  it('says so only of jobs that did run side by side', () => {
    const chain = nightly.replace('types: {', 'types: { needs: lint,');
    const { savings } = ask({ month: '2026-04', workflows: workflowsOf({ 'nightly.yml': chain }), durations });
    expect(savings[0]?.kind).toBe('merge-jobs');
    expect(savings[0]?.note).not.toContain('side by side');
  });

  it('is nothing where nothing is paid', () => {
    const workflows = workflowsOf({ 'nightly.yml': nightly });
    expect(ask({ month: '2026-04', workflows, durations, visibility: 'public' }).savings).toEqual([]);
  });

  it('says which savings are of the same jobs', () => {
    const text = 'on: { schedule: [{ cron: 30 2 * * * }] }\njobs: { a: { runs-on: macos-15, steps: [{ run: make }] } }';
    const { savings } = ask({
      month: '2026-04',
      workflows: workflowsOf({ 'a.yml': text }),
      durations: { 'a.yml/a': 60 },
    });
    expect(savings).toHaveLength(2);
    for (const { note } of savings) expect(note).toContain('It is not to be added up with the other changes of a.yml');
  });

  it('says that conditions must follow a schedule', () => {
    const crowded = nightly.replace('30 4', '0 4');
    const named = crowded.replace('lint: {', "lint: { if: github.event.schedule == '0 4 * * *',");
    const noteOf = (text: string) =>
      ask({ month: '2026-04', workflows: workflowsOf({ 'nightly.yml': text }), durations }).savings.at(-1)?.note;
    expect(noteOf(named)).toContain('conditions that name a schedule');
    expect(noteOf(crowded)).not.toContain('conditions that name a schedule');
  });

  it('is at most ten, of many the largest, with what saves no minutes at the end', () => {
    const seconds = (index: number) => 20 * (index % 2) + 10;
    const files = Array.from({ length: 14 }, (_, index) => [
      `w${index}.yml`,
      `
on: { schedule: [{ cron: ${index === 0 ? 0 : 30} 4 1-${index + 1} * * }] }
jobs:
  a: { runs-on: ubuntu-24.04, steps: [{ run: make a }] }
  b: { runs-on: ubuntu-24.04, steps: [{ run: make b }] }
`,
    ]);
    const given = Object.fromEntries(files.map(([file], index) => [`${file}/*`, seconds(index)]));
    const { savings } = ask({ month: '2026-04', workflows: workflowsOf(Object.fromEntries(files)), durations: given });
    // Each saves a minute a run, and w13.yml has most of them.
    expect(savings.map(({ minutes }) => minutes)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 0]);
    expect(savings.at(-1)).toMatchObject({ kind: 'crowded-hour', file: 'w0.yml' });
  });

  it('leaves workflows and settings as they were', () => {
    const { question, savings } = ask({
      month: '2026-04',
      workflows: workflowsOf({ 'nightly.yml': nightly }),
      durations,
    });
    expect(savings).toHaveLength(1);
    expect(question.workflows[0]?.document.jobs.map(({ id }) => id)).toEqual(['lint', 'types']);
    expect(question.durationSource).toBeUndefined();
  });
});
