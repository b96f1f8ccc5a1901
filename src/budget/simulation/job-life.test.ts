/** Jobs that take turns, in months computed by hand: an hourly workflow, on the first day of the month. */
import { expect, it } from 'vitest';
import { budgetSettingsSchema, trafficSchema } from '../../config/budget.ts';
import { readYaml } from '../../yaml/read.ts';
import { toPlanned } from '../make-budget.ts';
import { simulateMonth } from './simulate.ts';

const hourly = '0 * 1 * *';

interface Case {
  readonly what: string;
  readonly jobs: object;
  readonly concurrency?: object;
  /** Minutes of each job. */
  readonly takes: Readonly<Record<string, number>>;
  readonly runs: Readonly<Record<string, number>>;
  readonly billable: number;
  readonly cancelled: number;
}

const steps = [{ run: 'make' }];
const runner = { 'runs-on': 'ubuntu-24.04', steps };
const legs = (count: number) => ({ leg: Array.from({ length: count }, (_, leg) => leg) });

const cases: readonly Case[] = [
  {
    // Every run but the last is cancelled 20 minutes into its second leg.
    what: 'one leg at a time: the others wait, and are cancelled before they begin',
    jobs: { test: { ...runner, strategy: { matrix: legs(4), 'max-parallel': 1 } } },
    concurrency: { group: 'ci', 'cancel-in-progress': true },
    takes: { test: 40 },
    runs: { test: 23 * 2 + 4 },
    billable: 23 * 60 + 4 * 40,
    cancelled: 23,
  },
  {
    what: 'two legs at a time, and then the job that needs them all',
    jobs: {
      test: { ...runner, strategy: { matrix: legs(3), 'max-parallel': 2 } },
      build: { ...runner, needs: 'test' },
    },
    concurrency: { group: 'ci', 'cancel-in-progress': true },
    takes: { test: 25, build: 20 },
    // 0:00 two legs, 0:25 the third, 0:50 the build, which the next run cuts after 10 minutes.
    runs: { test: 24 * 3, build: 24 },
    billable: 24 * 75 + 23 * 10 + 20,
    cancelled: 23,
  },
  {
    // 1 at 0:00, 2 at 1:30, 3 at 3:00; 4 waits from 3:00 and gives its place to 5 at 4:00, and so does every third.
    what: 'a group of a job: the newer one takes the place of the one that waits, and what needs that one is skipped',
    jobs: {
      deploy: { ...runner, concurrency: 'production' },
      notify: { ...runner, needs: 'deploy' },
      after: { ...runner, needs: 'notify' },
      report: { ...runner, needs: 'deploy', if: 'always()' },
    },
    takes: { deploy: 90, notify: 1, after: 1, report: 1 },
    runs: { deploy: 17, notify: 17, after: 17, report: 24 },
    billable: 17 * 92 + 24,
    cancelled: 0,
  },
  {
    what: 'a group of a job whose newer one cancels the one that goes on',
    jobs: { deploy: { ...runner, concurrency: { group: 'production', 'cancel-in-progress': true } } },
    takes: { deploy: 90 },
    runs: { deploy: 24 },
    billable: 23 * 60 + 90,
    cancelled: 23,
  },
  {
    what: 'a matrix in one group: the first goes on, the last waits, the others are dropped',
    jobs: { deploy: { ...runner, concurrency: 'production', strategy: { matrix: legs(5) } } },
    takes: { deploy: 10 },
    runs: { deploy: 48 },
    billable: 480,
    cancelled: 0,
  },
  {
    what: 'a matrix in one group, one leg at a time: every leg has its turn',
    jobs: { deploy: { ...runner, concurrency: 'production', strategy: { matrix: legs(5), 'max-parallel': 1 } } },
    takes: { deploy: 10 },
    runs: { deploy: 24 * 5 },
    billable: 24 * 50,
    cancelled: 0,
  },
  {
    // Odd runs: two legs, until 1:20; the others give their places to the next run. Even runs: the first, third and
    // fourth leg give their places to the second, which goes on from 1:20 to 2:00.
    what: 'a matrix in one group, two legs at a time: a leg that is dropped lets the next one come',
    jobs: { deploy: { ...runner, concurrency: 'production', strategy: { matrix: legs(4), 'max-parallel': 2 } } },
    takes: { deploy: 40 },
    runs: { deploy: 12 * 2 + 12 },
    billable: 36 * 40,
    cancelled: 0,
  },
  {
    what: 'a run that is cancelled leaves the groups of its jobs',
    jobs: { deploy: { ...runner, concurrency: 'production', strategy: { matrix: legs(3) } } },
    concurrency: { group: 'ci', 'cancel-in-progress': true },
    takes: { deploy: 90 },
    runs: { deploy: 23 + 2 },
    billable: 23 * 60 + 2 * 90,
    cancelled: 23,
  },
  {
    what: 'a job that names another one twice waits for it once',
    jobs: { build: runner, test: { ...runner, needs: ['build', 'build'] } },
    takes: { build: 2, test: 3 },
    runs: { build: 24, test: 24 },
    billable: 24 * 5,
    cancelled: 0,
  },
];

it.each(cases)('$what', ({ jobs, concurrency, takes, runs, billable, cancelled }) => {
  const text = JSON.stringify({ on: { schedule: [{ cron: hourly }] }, ...(concurrency ? { concurrency } : {}), jobs });
  const { document } = readYaml(text, 'a.yml');
  if (document?.kind !== 'workflow') throw new Error(text);
  const workflows = [toPlanned({ file: 'a.yml', document, called: () => undefined })];
  const durations = Object.fromEntries(Object.entries(takes).map(([job, minutes]) => [`a.yml/${job}`, `${minutes}m`]));
  const { month: _, report: __, ...settings } = budgetSettingsSchema.parse({ trials: 1, durations });
  const traffic = trafficSchema.parse({});
  const report = simulateMonth({ ...settings, month: '2026-04', traffic, trafficSource: 'none', workflows });
  const [row] = report.workflows;
  expect(Object.fromEntries(row?.jobs.map((job) => [job.job, job.runs]) ?? [])).toEqual(runs);
  expect({ billable: row?.billableMinutes, cancelled: row?.cancelled }).toEqual({ billable, cancelled });
});
