/** Draws the minutes of a month from the quota, and prices what it does not cover. */
import type { BillingPlan, BudgetVerdict, DrawdownId, Visibility } from '../contract/billing-terms.ts';
import type { Bill, QuotaUse } from '../contract/budget.ts';
import { baseSku, type Mills, type Rate, type RateCard } from './cards/card.ts';
import { drawdowns, rateOf } from './cards/drawdown.ts';
import { planFacts } from './plans.ts';
import { priceArtifacts, priceCaches } from './storage.ts';

export interface Account {
  readonly plan: BillingPlan;
  readonly visibility: Visibility;
  readonly card: RateCard;
  /** By default that of the card. */
  readonly drawdown?: DrawdownId;
}

/** Minutes as they are billed: every job rounded up to a whole one. */
export interface Usage {
  readonly rate: Rate;
  readonly minutes: number;
}

/** GB-months. */
export interface Storage {
  readonly artifacts: number;
  readonly caches: number;
}

export interface Outcome {
  readonly quota: QuotaUse;
  readonly usd: Bill;
}

/**
 * The bill of a month.
 *
 * Which minutes come after the quota is used up is not known here: each kind is taken to have its share of them, and
 * `least` and `most` are the bounds. Where a minute weighs what it costs, all three are the same.
 *
 * @example
 * billMonth([{ rate: linux, minutes: 1810 }, { rate: macos, minutes: 80 }], { plan: 'free', visibility: 'private', card });
 * // quota.drawn 2636.67, usd.total 3.82
 */
export function billMonth(usage: readonly Usage[], account: Account, storage: Storage = noStorage): Outcome {
  const { plan, visibility } = account;
  const counted = visibility === 'private' ? usage.filter(({ rate }) => !rate.larger) : [];
  const drawn = drawnFrom(counted, account);
  const larger = millsOf(usage.filter(({ rate }) => rate.larger));
  const artifacts = priceArtifacts(storage.artifacts, plan, visibility);
  const caches = priceCaches(storage.caches);
  const beside = larger + artifacts + caches;
  return {
    quota: drawn.quota,
    usd: {
      standard: toDollars(drawn.mills),
      larger: toDollars(larger),
      artifacts: toDollars(artifacts),
      caches: toDollars(caches),
      total: toDollars(drawn.mills + beside),
      least: toDollars(drawn.least + beside),
      most: toDollars(drawn.most + beside),
    },
  };
}

const noStorage: Storage = { artifacts: 0, caches: 0 };

interface Drawn {
  readonly quota: QuotaUse;
  readonly mills: Mills;
  readonly least: Mills;
  readonly most: Mills;
}

function drawnFrom(counted: readonly Usage[], account: Account): Drawn {
  const { weigh, unitsPerMinute } = drawdownOf(account);
  const perMinute = unitsPerMinute(account.card);
  const included = account.visibility === 'private' ? planFacts[account.plan].minutes : 0;
  const units = counted.reduce((sum, { rate, minutes }) => sum + weigh(rate) * minutes, 0);
  const over = Math.max(0, units - included * perMinute);
  const byPrice = counted.toSorted((a, b) => a.rate.mills / weigh(a.rate) - b.rate.mills / weigh(b.rate));
  return {
    quota: quotaUse(included, units / perMinute),
    mills: over === 0 ? 0 : (millsOf(counted) * over) / units,
    least: priceFirst(byPrice, over, weigh),
    most: priceFirst(byPrice.toReversed(), over, weigh),
  };
}

export const drawdownOf = ({ card, drawdown }: Account): (typeof drawdowns)[DrawdownId] =>
  drawdowns[drawdown ?? card.drawdown];

/** How much of the quota is used, in Linux-equivalent minutes. */
export function quotaUse(included: number, drawn: number): QuotaUse {
  return {
    included,
    drawn: round(drawn),
    over: round(included === 0 ? 0 : Math.max(0, drawn - included)),
    spare: round(Math.max(0, included - drawn)),
    share: included === 0 ? null : round(drawn / included),
  };
}

/** What the first `over` units of a list cost. */
function priceFirst(usage: readonly Usage[], over: number, weigh: (rate: Rate) => number): Mills {
  let left = over;
  let mills = 0;
  for (const { rate, minutes } of usage) {
    const taken = Math.min(left, weigh(rate) * minutes);
    mills += (taken / weigh(rate)) * rate.mills;
    left -= taken;
  }
  return mills;
}

const millsOf = (usage: readonly Usage[]): Mills =>
  usage.reduce((sum, { rate, minutes }) => sum + rate.mills * minutes, 0);

/** To the cent; a half goes up. The sum is first freed of what binary fractions add. */
export const toDollars = (mills: Mills): number => Math.round(Number((mills / 10).toFixed(6))) / 100;

/** Four decimals are enough for any minute, and hide what binary fractions add. */
export const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/** The most minutes on the standard Linux runner that the quota has room for beside the rest. */
export function mostLinuxMinutes(usage: readonly Usage[], account: Account): number | null {
  if (account.visibility === 'public') return null;
  const { weigh, unitsPerMinute } = drawdownOf(account);
  const rest = usage.filter(({ rate }) => !rate.larger && rate.sku !== baseSku);
  const units = rest.reduce((sum, { rate, minutes }) => sum + weigh(rate) * minutes, 0);
  const room = planFacts[account.plan].minutes * unitsPerMinute(account.card) - units;
  return Math.max(0, Math.floor(room / weigh(rateOf(account.card, baseSku))));
}

/** What a bill means for an account. */
export function judge({ quota, usd }: Outcome, visibility: Visibility, paymentMethod: boolean): BudgetVerdict {
  const billed = quota.over > 0 || usd.larger + usd.artifacts + usd.caches > 0;
  if (billed && !paymentMethod) return 'blocked';
  if (quota.over > 0) return 'over';
  if (billed) return 'billed';
  return visibility === 'public' ? 'free' : 'within';
}
