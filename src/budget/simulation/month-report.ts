/** Puts together what is reported of a month that was simulated. */
import type { BudgetDay, BudgetReport } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Account, billMonth, drawdownOf, judge, type Outcome, round, toDollars, type Usage } from '../bill.ts';
import type { Month } from '../calendar/month.ts';
import { planFacts } from '../plans.ts';
import { alternativesOf } from '../price.ts';
import { artifactsKept } from './artifacts-kept.ts';
import type { BudgetQuestion } from './budget-question.ts';
import { exceededOn } from './month-days.ts';
import type { MonthLog } from './run-month.ts';
import type { JobTemplate, RunTemplate } from './run-template.ts';
import type { Stream } from './stream.ts';
import { runTrials, type Trials } from './trials.ts';
import { typicalRuns } from './typical-run.ts';
import { unpricedFindings, unpricedOf } from './unpriced.ts';
import { unstartedFindings } from './unstarted.ts';
import { bySystem, minutesOf, usageRow, workflowRows } from './usage-rows.ts';

export interface SimulatedMonth {
  readonly question: BudgetQuestion;
  readonly month: Month;
  readonly account: Account;
  readonly streams: readonly Stream[];
  /** With the tallies of the month. */
  readonly templates: readonly RunTemplate[];
  readonly log: MonthLog;
  readonly days: readonly BudgetDay[];
  readonly findings: readonly Diagnostic[];
}

export function reportMonth(simulated: SimulatedMonth): BudgetReport {
  const { question, month, account, streams, templates, log, days, findings } = simulated;
  const jobs = templates.flatMap((template) => template.jobs);
  const artifacts = artifactsKept(jobs, month, account);
  const storage = { artifacts: artifacts.gbMonths, caches: log.cacheGbMonths };
  const usage = usageOf(jobs);
  const outcome = billMonth(usage, account, storage);
  const trials = repeat(simulated, outcome);
  const rows = workflowRows(question.workflows, jobs, account);
  const { rawMinutes, roundingLoss } = usageRow(jobs, account);
  return {
    ...{ version: 1, ...termsOf(simulated, outcome) },
    exceededOn: exceededOn(days, outcome.quota.included),
    trials: toTrials(trials, question),
    ...{ billableMinutes: minuteSums(jobs), rawMinutes, roundingLoss, events: log.events },
    ...{ traffic: trafficOf(streams, question), days: [...days], workflows: rows },
    ...{ typicalRuns: typicalRuns(templates), savings: [], limit: limitOf(question.max, account, trials) },
    ...{ unpriced: unpricedOf(jobs, account), artifacts, caches: cachesOf(log, jobs) },
    durations: durationCounts(rows),
    alternatives: account.visibility === 'public' ? [] : alternativesOf(usage, account, storage),
    sources: [...account.card.sources, ...drawdownOf(account).sources],
    findings: [...findings, ...unstartedFindings(question.workflows, rows), ...unpricedFindings(jobs, account)],
  };
}

function repeat({ question, account, templates }: SimulatedMonth, { usd }: Outcome): Trials {
  const { trials: count, seed } = question;
  return runTrials(templates, { account, count, seed, storageMills: (usd.artifacts + usd.caches) * 1000 });
}

/** For whom the month is billed, and what that comes to. */
function termsOf({ question: { paymentMethod }, account, month }: SimulatedMonth, outcome: Outcome) {
  const { plan, visibility, card } = account;
  return {
    verdict: judge(outcome, visibility, paymentMethod),
    ...{ month: month.name, plan, visibility, card: card.id, drawdown: drawdownOf(account).id, paymentMethod },
    blockedWithoutPaymentMethod: judge(outcome, visibility, false) === 'blocked',
    ...outcome,
  };
}

const toTrials = (
  { chanceToExceed, drawn, usd }: Trials,
  { trials: count, seed }: BudgetQuestion,
): BudgetReport['trials'] => ({
  ...{ count, seed, chanceToExceed: round(chanceToExceed) },
  drawn: mapRange(drawn, round),
  usd: mapRange(usd, (dollars) => toDollars(dollars * 1000)),
});

function cachesOf(
  { cacheGb, cacheGbMonths, evictions }: MonthLog,
  jobs: readonly JobTemplate[],
): BudgetReport['caches'] {
  const unsized = jobs.flatMap(({ caches }) => caches.filter(({ saves, isSized }) => saves && !isSized)).length;
  return { gb: round(cacheGb), gbMonths: round(cacheGbMonths), evictions, unsized };
}

const usageOf = (jobs: readonly JobTemplate[]): Usage[] =>
  jobs.flatMap((job) => (job.price.kind === 'rate' ? [{ rate: job.price.rate, minutes: minutesOf(job) }] : []));

const mapRange = <T>(range: { median: T; p10: T; p90: T }, change: (value: T) => T) => ({
  median: change(range.median),
  p10: change(range.p10),
  p90: change(range.p90),
});

const trafficOf = (streams: readonly Stream[], { trafficSource }: BudgetQuestion): BudgetReport['traffic'] => ({
  source: trafficSource,
  streams: streams.map(({ title, occurrences, workflow = null }) => ({ title, events: occurrences.length, workflow })),
});

function minuteSums(jobs: readonly JobTemplate[]): BudgetReport['billableMinutes'] {
  const sumOf = (some: readonly JobTemplate[]): number => some.reduce((sum, job) => sum + minutesOf(job), 0);
  const larger = jobs.filter(({ price }) => price.kind === 'rate' && price.rate.larger);
  const unpriced = jobs.filter(({ price }) => price.kind === 'unknown');
  const billed = jobs.filter(({ price }) => price.kind !== 'self-hosted');
  return { ...bySystem(jobs), larger: sumOf(larger), unpriced: sumOf(unpriced), total: sumOf(billed) };
}

/** By kind of job: its best source counts. */
function durationCounts(rows: BudgetReport['workflows']): BudgetReport['durations'] {
  const counts = { settings: 0, calibrated: 0, declared: 0, usual: 0 };
  for (const { jobs } of rows) for (const { duration } of jobs) counts[duration.source]++;
  return counts;
}

/** What the settings allow, held against what nine of ten months keep within. */
function limitOf(max: BudgetQuestion['max'], { plan, visibility }: Account, trials: Trials): BudgetReport['limit'] {
  if (max === undefined) return null;
  const included = visibility === 'private' ? planFacts[plan].minutes : null;
  const given = max === 'included' ? { minutes: included, usd: 0 } : typeof max === 'number' ? { minutes: max } : max;
  const { minutes = null, usd = null } = given;
  const exceeded = (minutes !== null && trials.drawn.p90 > minutes) || (usd !== null && trials.usd.p90 > usd);
  return { minutes, usd, exceeded };
}
