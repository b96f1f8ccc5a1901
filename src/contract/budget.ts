/** The JSON that `budget price` and `budget` print with `--json`; other programs rely on it. */
import * as z from 'zod';
import { findingSchema } from './findings.ts';

/** The plans of an account; a free organisation has what a free user has. */
export const billingPlans = ['free', 'pro', 'team', 'enterprise'] as const;
export const visibilities = ['private', 'public'] as const;
export const rateCardIds = ['2025', '2026'] as const;
export const drawdownIds = ['multipliers', 'list-price'] as const;
export const runnerSystems = ['linux', 'windows', 'macos'] as const;

export type BillingPlan = (typeof billingPlans)[number];
export type Visibility = (typeof visibilities)[number];
export type RateCardId = (typeof rateCardIds)[number];
export type DrawdownId = (typeof drawdownIds)[number];
export type RunnerSystem = (typeof runnerSystems)[number];

const amount = z.number().nonnegative();
const count = z.int().nonnegative();
/** `2026-02` */
export const monthPattern = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/;

/**
 * `free`: nothing is counted. `within`: the quota is enough. `billed`: it is, and what no quota covers is billed (larger
 * runners, storage). `over`: it is not, and more is billed. `blocked`: something is to be paid, and there is no payment
 * method.
 */
export const budgetVerdicts = ['free', 'within', 'billed', 'over', 'blocked'] as const;
export type BudgetVerdict = (typeof budgetVerdicts)[number];

/** Linux-equivalent minutes, as the quota counts them. */
export const quotaUseSchema = z.strictObject({
  included: amount,
  drawn: amount,
  over: amount,
  spare: amount,
  /** Of the included minutes; null where none are counted. */
  share: amount.nullable(),
});
export type QuotaUse = z.output<typeof quotaUseSchema>;

/** US dollars, to the cent. */
export const billSchema = z.strictObject({
  /** Standard runners, beyond the quota. */
  standard: amount,
  /** Larger runners, which no quota covers. */
  larger: amount,
  artifacts: amount,
  caches: amount,
  total: amount,
  /** Which minutes come after the quota is used up decides the price; these are the bounds of the total. */
  least: amount,
  most: amount,
});
export type Bill = z.output<typeof billSchema>;

/** What the same minutes come to if the quota is drawn down another way. */
export const alternativeSchema = z.strictObject({
  drawdown: z.enum(drawdownIds),
  title: z.string(),
  quota: quotaUseSchema,
  usd: billSchema,
});

export const priceReportSchema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(budgetVerdicts),
  plan: z.enum(billingPlans),
  visibility: z.enum(visibilities),
  card: z.enum(rateCardIds),
  drawdown: z.enum(drawdownIds),
  paymentMethod: z.boolean(),
  /** The bill has a part that stops the runs of an account without a payment method. */
  blockedWithoutPaymentMethod: z.boolean(),
  quota: quotaUseSchema,
  usd: billSchema,
  usage: z.array(
    z.strictObject({
      label: z.string(),
      /** As GitHub's bills name it; null where nothing is billed for the label. */
      sku: z.string().nullable(),
      system: z.enum(runnerSystems).nullable(),
      larger: z.boolean(),
      minutes: count,
      /** Linux-equivalent minutes of the quota. */
      drawn: amount,
      usdPerMinute: amount,
    }),
  ),
  /** The most minutes on the standard Linux runner that fit beside the rest; null where none are counted. */
  mostLinuxMinutes: count.nullable(),
  alternatives: z.array(alternativeSchema),
  /** The plans on which the same minutes fit, the smallest first. */
  fits: z.array(z.strictObject({ plan: z.enum(billingPlans), spare: amount })),
  sources: z.array(z.string()),
  findings: z.array(findingSchema),
});
export type PriceReport = z.output<typeof priceReportSchema>;

const systemMinutes = z.strictObject({ linux: count, windows: count, macos: count });

const usageFields = {
  /** Jobs that ran. */
  runs: count,
  rawMinutes: amount,
  billableMinutes: count,
  /** Minutes that are billed and not used. */
  roundingLoss: amount,
  bySystem: systemMinutes,
  /** Linux-equivalent minutes of the quota. */
  drawn: amount,
  /** Of the included minutes; null where none are counted. */
  share: amount.nullable(),
  /** Of the runs that restore a cache, those that found it; null where none does. */
  cacheHitRatio: z.number().min(0).max(1).nullable(),
  /** Runs that a newer one cancelled. */
  cancelled: count,
  /** Mean wait for a runner. */
  queuedSeconds: amount,
};

export const budgetJobSchema = z.strictObject({
  /** With the job that calls it before a slash. */
  job: z.string(),
  ...usageFields,
  /** Whether it runs for certain; what cannot be known is counted as if it did. */
  certain: z.boolean(),
});
export type BudgetJob = z.output<typeof budgetJobSchema>;

export const budgetWorkflowSchema = z.strictObject({
  file: z.string(),
  name: z.string(),
  ...usageFields,
  jobs: z.array(budgetJobSchema),
});
export type BudgetWorkflow = z.output<typeof budgetWorkflowSchema>;

const range = z.strictObject({ median: amount, p10: amount, p90: amount });

/** What `budget --json` prints. */
export const budgetReportSchema = z.strictObject({
  version: z.literal(1),
  verdict: z.enum(budgetVerdicts),
  month: z.string().regex(monthPattern),
  plan: z.enum(billingPlans),
  visibility: z.enum(visibilities),
  card: z.enum(rateCardIds),
  drawdown: z.enum(drawdownIds),
  paymentMethod: z.boolean(),
  blockedWithoutPaymentMethod: z.boolean(),
  /** The month with every duration at its median and every event as often as it is expected. */
  quota: quotaUseSchema,
  usd: billSchema,
  /** The day of the month on which the quota is used up. */
  exceededOn: z.int().min(1).max(31).nullable(),
  trials: z.strictObject({
    count,
    seed: count,
    /** Linux-equivalent minutes of the quota. */
    drawn: range,
    usd: range,
    chanceToExceed: z.number().min(0).max(1),
  }),
  billableMinutes: z.strictObject({ ...systemMinutes.shape, larger: count, unpriced: count, total: count }),
  rawMinutes: amount,
  roundingLoss: amount,
  events: count,
  workflows: z.array(budgetWorkflowSchema),
  /** Jobs on labels that no card has: not in the bill, with the most they can cost. */
  unpriced: z.array(z.strictObject({ label: z.string(), minutes: count, usdAtMost: amount })),
  artifacts: z.strictObject({
    uploads: count,
    /** The mean time they are kept. */
    days: amount,
    /** How large each may be before the included storage is exceeded; null without uploads. */
    fitUpToMegabytes: amount.nullable(),
  }),
  /** The most that was kept at once, by guessed sizes, and how often an entry had to go for another. */
  caches: z.strictObject({ gb: amount, evictions: count }),
  /** How many of the kinds of jobs have a declared duration. */
  durations: z.strictObject({ declared: count, guessed: count }),
  alternatives: z.array(alternativeSchema),
  sources: z.array(z.string()),
  findings: z.array(findingSchema),
});
export type BudgetReport = z.output<typeof budgetReportSchema>;
