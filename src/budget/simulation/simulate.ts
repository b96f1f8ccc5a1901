/** Simulates a calendar month of workflows, and says what it costs. */
import type { BudgetSettings, Traffic } from '../../config/budget.ts';
import type { BudgetReport } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { type Account, billMonth, drawdownOf, judge, round, toDollars, type Usage } from '../bill.ts';
import { type Month, readMonth } from '../calendar/month.ts';
import { cardFor, rateCards } from '../cards/registry.ts';
import { planFacts } from '../plans.ts';
import { alternativesOf } from '../price.ts';
import { dearestRate, type RunnerPrice } from '../runner-sku.ts';
import { durationsOf } from './durations.ts';
import { groupBy } from './group-by.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import { runMonth } from './run-month.ts';
import { type DurationSource, type JobTemplate, type RunTemplate, templateOf } from './run-template.ts';
import { type Stream, streamsOf } from './streams.ts';
import { runTrials } from './trials.ts';
import { bySystem, minutesOf, usageRow, weightOf, workflowRows } from './usage-rows.ts';

export interface BudgetQuestion extends Omit<BudgetSettings, 'month'> {
  readonly month: string;
  readonly traffic: Traffic;
  readonly workflows: readonly PlannedWorkflow[];
  /** By default the declared durations, and what is usual for what nobody declared. */
  readonly durationSource?: DurationSource;
}

const noStorage = { artifacts: 0, caches: 0 };

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
  const drawnByDay = Array.from({ length: month.days }, () => 0);
  const log = runMonth({
    ...{ month, plan: planFacts[plan], defaultBranch: traffic.defaultBranch, templates: prepared.templates },
    onBilled: (template, minutes, day) => {
      drawnByDay[day - 1] = (drawnByDay[day - 1] ?? 0) + minutes * template.weight;
    },
  });
  const jobs = prepared.all.flatMap((template) => template.jobs);
  const usage = usageOf(jobs);
  const outcome = billMonth(usage, account, noStorage);
  const { quota, usd } = outcome;
  const trials = runTrials(prepared.all, { account, count, seed, storageMills: 0 });
  const total = usageRow(jobs, account);
  const model = drawdownOf(account);
  return {
    version: 1,
    verdict: judge(outcome, visibility, paymentMethod),
    ...{ month: month.name, plan, visibility, card: card.id, drawdown: model.id, paymentMethod },
    blockedWithoutPaymentMethod: judge(outcome, visibility, false) === 'blocked',
    ...{ quota, usd, exceededOn: exceededOn(drawnByDay, quota.included) },
    trials: {
      ...{ count, seed, chanceToExceed: round(trials.chanceToExceed) },
      drawn: mapRange(trials.drawn, round),
      usd: mapRange(trials.usd, (dollars) => toDollars(dollars * 1000)),
    },
    billableMinutes: minuteSums(jobs),
    ...{ rawMinutes: total.rawMinutes, roundingLoss: total.roundingLoss, events: log.events },
    workflows: workflowRows(workflows, jobs, account),
    unpriced: unpricedOf(jobs, account),
    artifacts: artifactsOf(jobs, month, account),
    caches: { gb: round(log.cacheGb), evictions: log.evictions },
    durations: durationSources(jobs, prepared.durations),
    alternatives: visibility === 'public' ? [] : alternativesOf(usage, account, noStorage),
    sources: [...card.sources, ...model.sources],
    findings: distinct([...findings, ...prepared.findings, ...unpricedFindings(jobs, account)]),
  };
}

interface Prepared {
  readonly templates: ReadonlyMap<Stream, readonly RunTemplate[]>;
  readonly all: readonly RunTemplate[];
  readonly durations: DurationSource;
  readonly findings: readonly Diagnostic[];
}

function prepare(streams: readonly Stream[], question: BudgetQuestion, account: Account): Prepared {
  const { workflows, labels, durationSource: durations = durationsOf(question.durations) } = question;
  const options = { card: account.card, labels, durations, weigh: (price: RunnerPrice) => weightOf(price, account) };
  const made = streams.map((stream) => workflows.map((workflow) => templateOf(workflow, stream, options)));
  const templates = made.map((each) => each.flatMap(({ template }) => template ?? []));
  return {
    templates: new Map(streams.map((stream, index) => [stream, templates[index] ?? []])),
    all: templates.flat(),
    durations,
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
function exceededOn(drawnByDay: readonly number[], included: number): number | null {
  if (included === 0) return null;
  let drawn = 0;
  const index = drawnByDay.findIndex((each) => {
    drawn += each;
    return round(drawn) > included;
  });
  return index === -1 ? null : index + 1;
}

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

/** What is kept in a month of which every other is like it. */
function artifactsOf(jobs: readonly JobTemplate[], { days }: Month, { plan }: Account): BudgetReport['artifacts'] {
  let [uploads, kept] = [0, 0];
  for (const { artifactDays, tallies } of jobs) {
    const runs = tallies[0].runs + tallies[1].runs;
    uploads += runs * artifactDays.length;
    kept += runs * artifactDays.reduce((sum, each) => sum + each, 0);
  }
  if (uploads === 0) return { uploads, days: 0, fitUpToMegabytes: null };
  return {
    uploads,
    days: round(kept / uploads),
    fitUpToMegabytes: round(planFacts[plan].artifactMegabytes / (kept / days)),
  };
}

function durationSources(jobs: readonly JobTemplate[], durations: DurationSource): BudgetReport['durations'] {
  const kinds = [...new Map(jobs.map((each) => [`${each.file}/${each.job}`, each])).values()];
  const declared = kinds.filter(({ file, job }) => durations.job({ file, job, cacheHit: false }) !== undefined).length;
  return { declared, guessed: kinds.length - declared };
}

/** The same workflow is planned for many events. */
const distinct = (findings: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];
