/** Answers what minutes on given runners cost, without any workflow. */
import { billingPlans, type DrawdownId, type RateCardId } from '../contract/billing-terms.ts';
import type { PriceReport } from '../contract/budget.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import {
  type Account,
  billMonth,
  drawdownOf,
  judge,
  mostLinuxMinutes,
  round,
  type Storage,
  type Usage,
} from './bill.ts';
import { drawdowns } from './cards/drawdown.ts';
import { rateCards } from './cards/registry.ts';
import { planFacts } from './plans.ts';
import { type LabelMeanings, priceOfRunner, type RunnerPrice } from './runner-sku.ts';

export interface PriceQuestion extends Omit<Account, 'card'> {
  readonly card: RateCardId;
  readonly paymentMethod: boolean;
  readonly minutes: readonly LabelledMinutes[];
  readonly storage: Storage;
  /** What labels stand for that are not GitHub's. */
  readonly labels?: LabelMeanings;
}

export interface LabelledMinutes {
  readonly label: string;
  /** Whole, as they are billed. */
  readonly minutes: number;
}

interface Priced extends LabelledMinutes {
  readonly price: Exclude<RunnerPrice, { kind: 'unknown' }>;
}

/**
 * The price of minutes.
 *
 * @throws PipelineError with exit code 2 when the card has no price for a label
 */
export function priceMinutes(question: PriceQuestion): PriceReport {
  const { card: id, drawdown, plan, visibility, paymentMethod, storage } = question;
  const card = rateCards[id];
  const account: Account = { plan, visibility, card, ...(drawdown === undefined ? {} : { drawdown }) };
  const priced = priceAll(question);
  const usage = usageOf(priced);
  const { quota, usd } = billMonth(usage, account, storage);
  const verdict = judge({ quota, usd }, visibility, paymentMethod);
  const model = drawdownOf(account);
  return {
    version: 1,
    verdict,
    plan,
    visibility,
    card: id,
    drawdown: model.id,
    paymentMethod,
    blockedWithoutPaymentMethod: judge({ quota, usd }, visibility, false) === 'blocked',
    quota,
    usd,
    usage: priced.map((each) => toRow(each, account)),
    mostLinuxMinutes: mostLinuxMinutes(usage, account),
    alternatives: visibility === 'public' ? [] : alternativesOf(usage, account, storage),
    fits: visibility === 'public' ? [] : plansThatFit(usage, account),
    sources: [...card.sources, ...model.sources],
    findings: plansWithoutLarger(usage, account),
  };
}

function priceAll({ minutes, card, labels }: PriceQuestion): Priced[] {
  const findings: Diagnostic[] = [];
  const priced = minutes.flatMap((each): Priced[] => {
    const price = priceOfRunner([each.label], rateCards[card], labels);
    if (price.kind !== 'unknown') return [{ ...each, price }];
    findings.push(unknownRunner(each.label, card, price.hint));
    return [];
  });
  if (findings.length > 0) throw new PipelineError(findings, 2);
  return priced;
}

const unknownRunner = (label: string, card: RateCardId, hint: string): Diagnostic => ({
  severity: 'error',
  code: 'unknown-runner',
  message: `the card of ${card} has no price for the runner "${label}"`,
  hint,
});

const usageOf = (priced: readonly Priced[]): Usage[] =>
  priced.flatMap(({ price, minutes }) => (price.kind === 'rate' ? [{ rate: price.rate, minutes }] : []));

function toRow({ label, minutes, price }: Priced, account: Account): PriceReport['usage'][number] {
  if (price.kind === 'self-hosted')
    return { label, sku: null, system: null, larger: false, minutes, drawn: 0, usdPerMinute: 0 };
  const { sku, system, larger, mills } = price.rate;
  const { weigh, unitsPerMinute } = drawdownOf(account);
  const counts = !larger && account.visibility === 'private';
  const drawn = counts ? round((weigh(price.rate) * minutes) / unitsPerMinute(account.card)) : 0;
  const free = !larger && !counts;
  return { label, sku, system, larger, minutes, drawn, usdPerMinute: free ? 0 : mills / 1000 };
}

/** What the same minutes come to in the ways of counting that cannot be ruled out. */
export function alternativesOf(
  usage: readonly Usage[],
  account: Account,
  storage: Storage,
): PriceReport['alternatives'] {
  const used = drawdownOf(account).id;
  const others: readonly DrawdownId[] = [account.card.drawdown, ...account.card.alternatives];
  return others
    .filter((id) => id !== used)
    .map((drawdown) => ({
      drawdown,
      title: drawdowns[drawdown].title,
      ...billMonth(usage, { ...account, drawdown }, storage),
    }));
}

function plansThatFit(usage: readonly Usage[], account: Account): PriceReport['fits'] {
  return billingPlans.flatMap((plan) => {
    const { quota } = billMonth(usage, { ...account, plan });
    return quota.over > 0 ? [] : [{ plan, spare: quota.spare }];
  });
}

function plansWithoutLarger(usage: readonly Usage[], { plan }: Account): Diagnostic[] {
  const { title, largerJobs } = planFacts[plan];
  if (largerJobs > 0 || !usage.some(({ rate, minutes }) => rate.larger && minutes > 0)) return [];
  const message = `${title} has no larger runners; the price is what they cost on a plan that has`;
  return [{ severity: 'warning', code: 'larger-runner-plan', message, hint: 'they need Team or Enterprise Cloud' }];
}
