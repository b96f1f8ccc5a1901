/** What a month keeps in artifacts and caches, and how one run of a workflow goes: computed by hand. */
import { describe, expect, it } from 'vitest';
import { budgetSettingsSchema, trafficSchema } from '../../config/budget.ts';
import type { BudgetReport } from '../../contract/budget.ts';
import type { Step, StepsJob, Workflow } from '../../model/index.ts';
import { readYaml } from '../../yaml/read.ts';
import { toPlanned } from '../make-budget.ts';
import { simulateMonth } from './simulate.ts';

const days = Array.from({ length: 31 }, (_, index) => index + 1);

/** What pipelines say of their steps, YAML can't. */
function withSizes(document: Workflow, megabytes: number | undefined): Workflow {
  const sized = (step: Step): Step => (step.kind === 'uses' && megabytes !== undefined ? { ...step, megabytes } : step);
  const jobs = document.jobs.map((job) => ({ ...job, steps: (job as StepsJob).steps.map(sized) }) as StepsJob);
  return { ...document, jobs };
}

interface Given {
  readonly megabytes?: number;
  readonly settings?: object;
  readonly month?: string;
}

function simulate(text: string, { megabytes, settings = {}, month = '2026-04' }: Given = {}): BudgetReport {
  const { document } = readYaml(text, 'x.yml');
  if (document?.kind !== 'workflow') throw new Error('no workflow');
  const planned = toPlanned({ file: 'x.yml', document: withSizes(document, megabytes), called: () => undefined });
  const { month: _, report: __, ...asked } = budgetSettingsSchema.parse({ trials: 10, ...settings });
  const traffic = trafficSchema.parse({});
  return simulateMonth({ ...asked, month, traffic, trafficSource: 'settings', workflows: [planned] });
}

const upload = (retention: number): string => `on: { schedule: [{ cron: 0 2 * * * }] }
jobs:
  a:
    runs-on: ubuntu-latest
    steps: [{ uses: actions/upload-artifact@v7, with: { retention-days: ${retention} } }]
`;

describe('artifacts', () => {
  it('are kept as long as they are asked to be: 30 nights x 0.1 GB x 5 of 30 days are the 500 MB of the plan', () => {
    const { artifacts, usd, verdict } = simulate(upload(5), { megabytes: 100 });
    expect(artifacts).toEqual({ uploads: 30, unsized: 0, days: 5, gbMonths: 0.5, fitUpToMegabytes: null });
    expect([usd.artifacts, verdict]).toEqual([0, 'within']);
  });

  it('are billed beyond them: 30 x 0.1 x 15 / 30 are 1.5 GB-months, and 1 x $0.25', () => {
    const { artifacts, usd, verdict } = simulate(upload(15), { megabytes: 100 });
    expect([artifacts.gbMonths, usd.artifacts, usd.total, verdict]).toEqual([1.5, 0.25, 0.25, 'billed']);
  });

  it('cost nothing in a public repository', () => {
    const { usd, verdict } = simulate(upload(15), { megabytes: 100, settings: { visibility: 'public' } });
    expect([usd.total, verdict]).toEqual([0, 'free']);
  });

  it('of which nobody tells the size are counted, with what each may have: 500 MB x 30 days / (30 x 15 days)', () => {
    const { artifacts, usd } = simulate(upload(15));
    expect(artifacts).toMatchObject({ unsized: 30, gbMonths: 0, fitUpToMegabytes: 33.3333 });
    expect(usd.artifacts).toBe(0);
  });

  it('of a longer month share its hours: 31 x 0.1 x 5 of 31 days', () => {
    expect(simulate(upload(5), { megabytes: 100, month: '2026-05' }).artifacts.gbMonths).toBe(0.5);
  });
});

const cache = (key: string): string => `on: { schedule: [{ cron: 0 12 * * * }] }
jobs: { a: { runs-on: ubuntu-latest, steps: [{ uses: actions/cache@v5, with: { path: x, key: "${key}" } }] } }
`;

describe('caches', () => {
  it('hold one entry of 2 GB all month', () => {
    const { caches, usd } = simulate(cache('same'), { megabytes: 2000 });
    expect(caches).toEqual({ gb: 2, gbMonths: 2, evictions: 0, unsized: 0 });
    expect(usd.caches).toBe(0);
  });

  it('drop what does not fit into 10 GB: six entries of 2 GB, the sixth and each after it pushes one out', () => {
    const { caches } = simulate(cache('x-${{ github.run_id }}'), { megabytes: 2000 });
    // At the end of day n there are n entries, five at most: (1 + 2 + 3 + 4 + 26 x 5) x 2 / 30.
    expect(caches).toMatchObject({ gb: 10, evictions: 25, gbMonths: 9.3333 });
  });

  it('are billed beyond 10 GB where the repository keeps more: seven entries of 2 GB, from the seventh day on', () => {
    const settings = { cacheGigabytes: 100 };
    const { caches, usd } = simulate(cache('x-${{ github.run_id }}'), { megabytes: 2000, settings });
    // Entries that nobody reads go after seven days: n at the end of day n, seven at most.
    const kept = days.slice(0, 30).map((day) => Math.min(day, 7) * 2);
    const months = kept.reduce((sum, each) => sum + each, 0) / 30;
    expect(caches.gbMonths).toBeCloseTo(months, 3);
    expect(usd.caches).toBe(Math.round((months - 10) * 7) / 100);
  });
});

describe('one run', () => {
  const text = `on: { schedule: [{ cron: 0 2 * * * }, { cron: 0 3 1 * * }] }
jobs:
  a: { runs-on: ubuntu-latest, steps: [{ run: x }] }
  b: { runs-on: macos-latest, steps: [{ run: x }] }
  c: { needs: [a, b], runs-on: ubuntu-latest, steps: [{ run: x }] }
`;
  const settings = { durations: { 'x.yml/a': '3m', 'x.yml/b': '1m', 'x.yml/c': '30s' } };

  it('goes along its longest way', () => {
    const [run] = simulate(text, { settings }).typicalRuns;
    expect(run).toMatchObject({ file: 'x.yml', event: 'schedule 0 2 * * *', seconds: 210 });
    expect(run?.jobs).toMatchObject([
      { name: 'a', start: 0, end: 180, needs: [], critical: true },
      { name: 'b', start: 0, end: 60, critical: false },
      { name: 'c', start: 180, end: 210, needs: [0, 1], critical: true },
    ]);
  });

  it('is one of thirty in the days, each with 3 + 10.3333 + 1 minutes of the quota', () => {
    const { days: counted, exceededOn } = simulate(text, { settings });
    expect(counted).toHaveLength(30);
    expect(counted[1]).toEqual({ day: 2, runs: 3, billableMinutes: 5, drawn: 14.3333, drawnSoFar: 43 });
    expect([counted[29]?.drawnSoFar, exceededOn]).toEqual([444.3333, null]);
  });
});
