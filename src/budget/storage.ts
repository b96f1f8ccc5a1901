/**
 * Prices what artifacts and caches keep.
 *
 * Sources: https://docs.github.com/billing/concepts/product-billing/github-actions (GB-hours, rounding to a megabyte)
 * and https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching (10 GB, opt-in excess).
 */
import type { BillingPlan, Visibility } from '../contract/billing-terms.ts';
import type { Mills } from './cards/card.ts';
import { planFacts } from './plans.ts';

/** $0.25 a GB-month. */
const artifactMills = 250;
/** $0.07 a GiB-month, for who raised the limit of a repository. */
const cacheMills = 70;
/** GB that a repository keeps in caches at no price. */
export const includedCacheGb = 10;

/** Something kept: how large, and for how many hours of the month. */
export interface Kept {
  readonly gb: number;
  readonly hours: number;
}

/**
 * GB-months, to the megabyte, as the bill rounds them.
 *
 * @param hoursOfMonth 744 in March
 * @example
 * gbMonths([{ gb: 3, hours: 240 }, { gb: 12, hours: 504 }], 744); // 9.097
 */
export function gbMonths(kept: readonly Kept[], hoursOfMonth: number): number {
  const gbHours = kept.reduce((sum, { gb, hours }) => sum + gb * hours, 0);
  return Math.round((gbHours / hoursOfMonth) * 1000) / 1000;
}

/** The price of artifacts beyond what the plan includes; public repositories keep them at no price. */
export function priceArtifacts(months: number, plan: BillingPlan, visibility: Visibility): Mills {
  if (visibility === 'public') return 0;
  const megabytes = Math.max(0, Math.round(months * 1000) - planFacts[plan].artifactMegabytes);
  return (megabytes * artifactMills) / 1000;
}

/** The price of caches beyond what every repository has. */
export const priceCaches = (months: number): Mills => Math.max(0, months - includedCacheGb) * cacheMills;
