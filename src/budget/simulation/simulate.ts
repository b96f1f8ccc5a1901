/** Simulates a calendar month of workflows, and says what it costs. */
import type { BudgetReport } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Account } from '../bill.ts';
import { readMonth } from '../calendar/month.ts';
import { cardFor, rateCards } from '../cards/registry.ts';
import { planFacts } from '../plans.ts';
import type { RunnerPrice } from '../runner-sku.ts';
import type { BudgetQuestion } from './budget-question.ts';
import { durationsOf } from './durations.ts';
import { openDays } from './month-days.ts';
import { reportMonth } from './month-report.ts';
import { runMonth } from './run-month.ts';
import { type RunTemplate, templateOf } from './run-template.ts';
import type { Stream } from './stream.ts';
import { streamsOf } from './streams.ts';
import { weightOf } from './usage-rows.ts';

/**
 * The budget of a month. The same question has the same answer on every machine.
 *
 * @throws PipelineError with exit code 2 when there is no such month
 */
export function simulateMonth(question: BudgetQuestion): BudgetReport {
  const { plan, visibility, drawdown, seed, workflows, traffic } = question;
  const month = readMonth(question.month);
  const card = question.card === undefined ? cardFor(month.name) : rateCards[question.card];
  const account: Account = { plan, visibility, card, ...(drawdown === undefined ? {} : { drawdown }) };
  const streamed = streamsOf(month, workflows, traffic, seed);
  const { streams } = streamed;
  const prepared = prepare(streams, question, account);
  const days = openDays(month);
  const log = runMonth({
    ...{ month, plan: planFacts[plan], defaultBranch: traffic.defaultBranch, templates: prepared.templates },
    cacheLimit: question.cacheGigabytes,
    onBilled: days.add,
  });
  const findings = distinct([...streamed.findings, ...prepared.findings]);
  return reportMonth({ question, month, account, streams, templates: prepared.all, log, days: days.sums(), findings });
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

/** The same workflow is planned for many events. */
const distinct = (findings: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];
