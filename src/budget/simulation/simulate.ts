/** Simulates a calendar month of workflows, and says what it costs. */
import type { BudgetSettings, Traffic } from '../../config/budget.ts';
import type { BudgetDay, BudgetReport, TrafficSource } from '../../contract/budget.ts';
import type { Calibration } from '../../contract/calibration.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Account, billMonth, drawdownOf, judge, round, toDollars, type Usage } from '../bill.ts';
import { type Month, readMonth } from '../calendar/month.ts';
import { cardFor, rateCards } from '../cards/registry.ts';
import { planFacts } from '../plans.ts';
import { alternativesOf } from '../price.ts';
import { dearestRate, type RunnerPrice } from '../runner-sku.ts';
import { artifactsKept } from './artifacts-kept.ts';
import { durationsOf } from './durations.ts';
import { groupBy } from './group-by.ts';
import type { DurationSource } from './job-duration.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import { runMonth } from './run-month.ts';
import { type JobTemplate, type RunTemplate, templateOf } from './run-template.ts';
import { type Stream, streamsOf } from './streams.ts';
import { runTrials, type Trials } from './trials.ts';
import { typicalRuns } from './typical-run.ts';
import { bySystem, minutesOf, usageRow, weightOf, workflowRows } from './usage-rows.ts';

export interface BudgetQuestion extends Omit<BudgetSettings, 'month' | 'report'> {
  readonly month: string;
  readonly traffic: Traffic;
  readonly trafficSource: TrafficSource;
  /** How long the jobs of real runs took. */
  readonly calibration?: Calibration | undefined;
  readonly workflows: readonly PlannedWorkflow[];
  /** By default the declared durations, and what is usual for what nobody declared. */
  readonly durationSource?: DurationSource;
}

/**
 * The budget of a month. The same question has the same answer on every machine.
 *
 * @throws PipelineError with exit code 2 when there is no such month
 */
export function simulateMonth(question: BudgetQuestion): BudgetReport {
  const { plan, visibility, drawdown, paymentMethod, trials: count, seed, workflows, traffic } = question;
  const month = readMonth(question.month);
  const card = question.card === undefined ? cardFor(month.name) : rateCards[question.card];
  const account: Account = { plan, visibility, card, ...(drawdown === undefined ? {} : { drawdown }) };
  const { streams, findings } = streamsOf(month, workflows, traffic, seed);
  const prepared = prepare(streams, question, account);
  const days = emptyDays(month);
  const log = runMonth({
    ...{ month, plan: planFacts[plan], defaultBranch: traffic.defaultBranch, templates: prepared.templates },
    cacheLimit: question.cacheGigabytes,
    onBilled: (template, minutes, day) => {
      const own = days[day - 1];
      if (!own) return;
      own.runs++;
      own.minutes += minutes;
      own.drawn += minutes * template.weight;
    },
  });
  const jobs = prepared.all.flatMap((template) => template.jobs);
  const usage = usageOf(jobs);
  const artifacts = artifactsKept(jobs, month, account);
  const storage = { artifacts: artifacts.gbMonths, caches: log.cacheGbMonths };
  const outcome = billMonth(usage, account, storage);
  const { quota, usd } = outcome;
  const trials = runTrials(prepared.all, { account, count, seed, storageMills: (usd.artifacts + usd.caches) * 1000 });
  const total = usageRow(jobs, account);
  const rows = workflowRows(workflows, jobs, account);
  const unsized = jobs.flatMap(({ caches }) => caches.filter(({ saves, isSized }) => saves && !isSized)).length;
  const model = drawdownOf(account);
  return {
    version: 1,
    verdict: judge(outcome, visibility, paymentMethod),
    ...{ month: month.name, plan, visibility, card: card.id, drawdown: model.id, paymentMethod },
    blockedWithoutPaymentMethod: judge(outcome, visibility, false) === 'blocked',
    ...{ quota, usd, exceededOn: exceededOn(days, quota.included) },
    trials: {
      ...{ count, seed, chanceToExceed: round(trials.chanceToExceed) },
      drawn: mapRange(trials.drawn, round),
      usd: mapRange(trials.usd, (dollars) => toDollars(dollars * 1000)),
    },
    billableMinutes: minuteSums(jobs),
    ...{ rawMinutes: total.rawMinutes, roundingLoss: total.roundingLoss, events: log.events },
    traffic: trafficOf(streams, question),
    days: addUpDays(days),
    workflows: rows,
    typicalRuns: typicalRuns(prepared.all),
    savings: [],
    limit: limitOf(question.max, account, trials),
    unpriced: unpricedOf(jobs, account),
    artifacts,
    caches: { gb: round(log.cacheGb), gbMonths: round(log.cacheGbMonths), ...{ evictions: log.evictions, unsized } },
    durations: durationCounts(rows),
    alternatives: visibility === 'public' ? [] : alternativesOf(usage, account, storage),
    sources: [...card.sources, ...model.sources],
    findings: distinct([...findings, ...prepared.findings, ...unpricedFindings(jobs, account)]),
  };
}

interface Prepared {
  readonly templates: ReadonlyMap<Stream, readonly RunTemplate[]>;
  readonly all: readonly RunTemplate[];
  readonly findings: readonly Diagnostic[];
}

function prepare(streams: readonly Stream[], question: BudgetQuestion, account: Account): Prepared {
  const {
    workflows,
    labels,
    durationSource: durations = durationsOf(question.durations, question.calibration),
  } = question;
  const options = { card: account.card, labels, durations, weigh: (price: RunnerPrice) => weightOf(price, account) };
  const made = streams.map((stream) => workflows.map((workflow) => templateOf(workflow, stream, options)));
  const templates = made.map((each) => each.flatMap(({ template }) => template ?? []));
  return {
    templates: new Map(streams.map((stream, index) => [stream, templates[index] ?? []])),
    all: templates.flat(),
    findings: made.flat().flatMap(({ findings }) => findings),
  };
}

const usageOf = (jobs: readonly JobTemplate[]): Usage[] =>
  jobs.flatMap((job) => (job.price.kind === 'rate' ? [{ rate: job.price.rate, minutes: minutesOf(job) }] : []));

const mapRange = <T>(range: { median: T; p10: T; p90: T }, change: (value: T) => T) => ({
  median: change(range.median),
  p10: change(range.p10),
  p90: change(range.p90),
});

/** The first day at whose end more is drawn than is included. */
function exceededOn(days: readonly Drawn[], included: number): number | null {
  if (included === 0) return null;
  return addUpDays(days).find(({ drawnSoFar }) => drawnSoFar > included)?.day ?? null;
}

/** What a day drew; counted while the month runs. */
interface Drawn {
  runs: number;
  minutes: number;
  drawn: number;
}

const emptyDays = ({ days }: Month): Drawn[] => Array.from({ length: days }, () => ({ runs: 0, minutes: 0, drawn: 0 }));

function addUpDays(days: readonly Drawn[]): BudgetDay[] {
  let sum = 0;
  return days.map(({ runs, minutes, drawn }, index) => {
    sum += drawn;
    return { day: index + 1, runs, billableMinutes: minutes, drawn: round(drawn), drawnSoFar: round(sum) };
  });
}

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

function unpricedOf(jobs: readonly JobTemplate[], { card }: Account): BudgetReport['unpriced'] {
  const byLabel = groupBy(
    jobs.filter(({ price }) => price.kind === 'unknown'),
    ({ labels }) => labels.join(', '),
  );
  return [...byLabel].map(([label, same]) => {
    const minutes = same.reduce((sum, job) => sum + minutesOf(job), 0);
    const price = same[0]?.price;
    const { mills } = dearestRate(card, price?.kind === 'unknown' ? price.system : undefined);
    return { label, minutes, usdAtMost: toDollars(minutes * mills) };
  });
}

function unpricedFindings(jobs: readonly JobTemplate[], account: Account): Diagnostic[] {
  return unpricedOf(jobs, account).map(({ label, minutes, usdAtMost }) => ({
    severity: 'warning',
    code: 'unknown-runner',
    message: `the card of ${account.card.id} has no price for the runner "${label}": its ${minutes} minutes are not in the bill, at most $${usdAtMost.toFixed(2)}`,
    hint: `say what it is in pipewright.config.ts, as in budget: { labels: { ${JSON.stringify(label)}: 'self-hosted' } }`,
  }));
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

/** The same workflow is planned for many events. */
const distinct = (findings: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];
