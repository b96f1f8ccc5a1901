/** Finds what would save most: each change is simulated, and what the month has less for it is what it saves. */
import { type BudgetReport, type Saving, type SavingKind, savingKinds } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { round } from '../bill.ts';
import { baseSku } from '../cards/card.ts';
import { rateOf } from '../cards/drawdown.ts';
import { rateCards } from '../cards/registry.ts';
import { formatCount } from '../format-amount.ts';
import type { BudgetQuestion } from '../simulation/budget-question.ts';
import { durationsOf } from '../simulation/durations.ts';
import { simulateMonth } from '../simulation/simulate.ts';
import { rememberPlans } from './changes/change-workflow.ts';
import type { Proposal } from './proposal.ts';
import { proposers } from './registry.ts';
import { startedRuns } from './started-runs.ts';

const mostSavings = 10;
const mostSimulations = 16;
/** What all simulations together may take, in jobs that run; planning an event for a workflow takes as long as 20. */
const mostEffort = 120_000;
const effortOfPlan = 20;

export interface KindOfProposal extends Proposal {
  readonly kind: SavingKind;
}

/**
 * @param report the month as it is
 * @returns the changes that save something, the largest first
 */
export function findSavings(question: BudgetQuestion, report: BudgetReport): Saving[] {
  const remembered = rememberPlans(question);
  const proposals = proposalsFor(remembered, report);
  const others = proposals.filter(({ apply }) => apply === undefined).map(listFree);
  const largest = simulateBest(proposals, remembered, report, mostSavings - others.length);
  return [...sayWhatOverlaps(largest.map(({ saving }) => saving)), ...others];
}

/** Simulates what promises most, until what is left promises less than what was found. */
function simulateBest(
  proposals: readonly KindOfProposal[],
  question: BudgetQuestion,
  report: BudgetReport,
  count: number,
): readonly Found[] {
  const promising = proposals.filter(({ apply, guess }) => apply !== undefined && guess >= leastGuess);
  let best: readonly Found[] = [];
  for (const proposal of promising.toSorted((a, b) => b.guess - a.guess).slice(0, simulationsFor(report))) {
    if (best.length === count && proposal.guess < (best.at(-1)?.worth ?? 0)) break;
    const found = savingOf(proposal, question, report);
    if (found) best = [...best, found].toSorted(byWorth).slice(0, count);
  }
  return best;
}

/** Guesses are near enough: what promises less than half a minute does not save a whole one. */
const leastGuess = 0.5;

/** Every change that may save something, before any is simulated. */
export function proposalsFor(question: BudgetQuestion, report: BudgetReport): KindOfProposal[] {
  const durations = question.durationSource ?? durationsOf(question.durations, question.calibration);
  const scene = { question, report, durations, shareOf: startedRuns(question) };
  return savingKinds.flatMap((kind) => proposers[kind](scene).map((proposal) => toSentences({ ...proposal, kind })));
}

const toSentences = <T extends Proposal>(proposal: T): T => ({
  ...proposal,
  change: toSentence(proposal.change),
  note: toSentence(proposal.note),
});

const toSentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Fewer for a month with many events or many jobs, and none where one takes long. */
function simulationsFor({ workflows, traffic }: BudgetReport): number {
  const plans = traffic.streams.reduce((sum, { workflow }) => sum + (workflow === null ? workflows.length : 1), 0);
  const jobs = workflows.reduce((sum, { runs }) => sum + runs, 0);
  const effort = Math.max(1, plans * effortOfPlan + jobs);
  return Math.min(mostSimulations, Math.floor(mostEffort / effort));
}

/** That a month is too large for its changes to be tried. */
export function untriedFinding(report: BudgetReport): Diagnostic[] {
  if (simulationsFor(report) > 0) return [];
  const runs = report.workflows.reduce((sum, each) => sum + each.runs, 0);
  const message = `what would save was not tried: each change takes a month of ${formatCount(runs)} jobs`;
  const hint = 'name some of the workflows, as in `npx pipewright budget .github/workflows/ci.yml`';
  return [{ severity: 'info', code: 'untried-savings', message, hint }];
}

interface Found {
  readonly saving: Saving;
  /** Minutes of the quota; what larger runners cost counts as the Linux minutes that the same money buys. */
  readonly worth: number;
}

/** Undefined where it saves too little to speak of, or costs something instead. */
function savingOf(proposal: KindOfProposal, question: BudgetQuestion, report: BudgetReport): Found | undefined {
  const changed = proposal.apply?.(question);
  if (!changed) return undefined;
  const after = simulateMonth({ ...changed, trials: 0 });
  const minutes = round(report.quota.drawn - after.quota.drawn);
  const usd = toCents(report.usd.total - after.usd.total);
  const larger = toCents(report.usd.larger - after.usd.larger);
  if (minutes < 0 || usd < 0 || (minutes < 1 && larger <= 0)) return undefined;
  const usdPerMinute = rateOf(rateCards[report.card], baseSku).mills / 1000;
  return { saving: { ...toSaving(proposal), minutes, usd }, worth: minutes + Math.max(0, larger) / usdPerMinute };
}

const toCents = (dollars: number): number => Math.round(dollars * 100) / 100;

const toSaving = ({ kind, file, jobs, change, note }: KindOfProposal): Omit<Saving, 'minutes' | 'usd'> => ({
  ...{ kind, file, change, note },
  jobs: [...jobs],
});

const listFree = (proposal: KindOfProposal): Saving => ({ ...toSaving(proposal), minutes: 0, usd: 0 });

function byWorth(left: Found, right: Found): number {
  const name = ({ saving: { kind, file, change } }: Found): string => `${kind} ${file} ${change}`;
  return right.worth - left.worth || (name(left) < name(right) ? -1 : 1);
}

/** Each change was simulated alone: what two of them save in the same jobs is saved once. */
const sayWhatOverlaps = (savings: readonly Saving[]): Saving[] =>
  savings.map((saving) =>
    savings.some((other) => other !== saving && touchSame(saving, other))
      ? { ...saving, note: `${saving.note} It is not to be added up with the other changes of ${saving.file}.` }
      : saving,
  );

const touchSame = (left: Saving, right: Saving): boolean =>
  left.file === right.file &&
  (left.jobs.length === 0 || right.jobs.length === 0 || left.jobs.some((job) => right.jobs.includes(job)));
