/** The JSON that `budget price` and `budget` print with `--json`; other programs rely on it. */
import * as z from 'zod';
import {
  billingPlans,
  budgetVerdicts,
  drawdownIds,
  monthPattern,
  rateCardIds,
  runnerSystems,
  visibilities,
} from './billing-terms.ts';
import { findingSchema } from './findings.ts';

const amount = z.number().nonnegative();
const count = z.int().nonnegative();

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

/** What minutes come to for an account. */
const outcome = {
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
};

export const priceReportSchema = z.strictObject({
  ...outcome,
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

export const durationSources = ['settings', 'calibrated', 'declared', 'usual'] as const;
export type DurationOrigin = (typeof durationSources)[number];

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
  duration: z.strictObject({
    /** Who says how long it takes: the settings, real runs, the pipeline, or nobody, and then what is usual counts. */
    source: z.enum(durationSources),
    /** Seconds, over all runs of the month. */
    mean: amount,
    /** The runs that a calibration rests on; null where it has another source. */
    basedOnRuns: count.nullable(),
  }),
});
export type BudgetJob = z.output<typeof budgetJobSchema>;

export const budgetWorkflowSchema = z.strictObject({
  file: z.string(),
  name: z.string(),
  ...usageFields,
  jobs: z.array(budgetJobSchema),
});
export type BudgetWorkflow = z.output<typeof budgetWorkflowSchema>;

/** One day of the month, in UTC. */
export const budgetDaySchema = z.strictObject({
  day: z.int().min(1).max(31),
  /** Jobs that began. */
  runs: count,
  billableMinutes: count,
  /** Linux-equivalent minutes of the quota; 0 where none are counted. */
  drawn: amount,
  /** The same, from the first of the month to the end of the day. */
  drawnSoFar: amount,
});
export type BudgetDay = z.output<typeof budgetDaySchema>;

/** One run of a workflow as it usually goes: for the kind of event that draws most from the quota. */
export const typicalRunSchema = z.strictObject({
  file: z.string(),
  /** What starts it, `push to main`. */
  event: z.string(),
  /** From the event to the end of the last job. */
  seconds: amount,
  jobs: z.array(
    z.strictObject({
      /** As GitHub shows it. */
      name: z.string(),
      labels: z.array(z.string()),
      /** Positions of the jobs that it waits for. */
      needs: z.array(count),
      /** Seconds from the event. */
      start: amount,
      end: amount,
      certain: z.boolean(),
      /** Whether the run would be shorter if it were. */
      critical: z.boolean(),
    }),
  ),
});
export type TypicalRun = z.output<typeof typicalRunSchema>;

export const savingKinds = ['merge-jobs', 'cold-cache', 'macos-share', 'wide-trigger', 'crowded-hour'] as const;
export type SavingKind = (typeof savingKinds)[number];

/** A change that was simulated, and what the month has less for it. */
export const savingSchema = z.strictObject({
  kind: z.enum(savingKinds),
  file: z.string(),
  /** The jobs that it is about, by id; none where it is about the whole workflow. */
  jobs: z.array(z.string()),
  /** What to change, as a sentence. */
  change: z.string(),
  /** What else it would do, good or bad. */
  note: z.string(),
  /** Linux-equivalent minutes of the quota. */
  minutes: amount,
  usd: amount,
});
export type Saving = z.output<typeof savingSchema>;

/** Where the events of the month come from. */
export const trafficSources = ['settings', 'assumed', 'history', 'none'] as const;
export type TrafficSource = (typeof trafficSources)[number];

/** What a month may take, and whether it does; nine of ten months must keep within it. */
export const budgetLimitSchema = z.strictObject({
  /** Linux-equivalent minutes of the quota; null where only dollars are limited. */
  minutes: amount.nullable(),
  usd: amount.nullable(),
  exceeded: z.boolean(),
});
export type BudgetLimit = z.output<typeof budgetLimitSchema>;

const range = z.strictObject({ median: amount, p10: amount, p90: amount });

/** What `budget --json` prints. */
export const budgetReportSchema = z.strictObject({
  /** Of the month with every duration at its median and every event as often as it is expected. */
  ...outcome,
  month: z.string().regex(monthPattern, 'must be a month, as in "2026-02"'),
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
  traffic: z.strictObject({
    source: z.enum(trafficSources),
    /** Events that are alike, and how many of them the month has. */
    streams: z.array(z.strictObject({ title: z.string(), events: count, workflow: z.string().nullable() })),
  }),
  days: z.array(budgetDaySchema),
  workflows: z.array(budgetWorkflowSchema),
  typicalRuns: z.array(typicalRunSchema),
  /** The largest first. */
  savings: z.array(savingSchema),
  /** What the settings allow; null where they say nothing. */
  limit: budgetLimitSchema.nullable(),
  /** Jobs on labels that no card has: not in the bill, with the most they can cost. */
  unpriced: z.array(z.strictObject({ label: z.string(), minutes: count, usdAtMost: amount })),
  artifacts: z.strictObject({
    uploads: count,
    /** Of them, those whose size nobody says: they are not in the bill. */
    unsized: count,
    /** The mean time they are kept. */
    days: amount,
    /** GB-months of those whose size is known, with what earlier months left: every month is taken to be like this one. */
    gbMonths: amount,
    /** How large each of the others may be before the included storage is exceeded; null without any. */
    fitUpToMegabytes: amount.nullable(),
  }),
  /** The most that was kept at once, the mean over the month, and how often an entry had to go for another. */
  caches: z.strictObject({ gb: amount, gbMonths: amount, evictions: count, unsized: count }),
  /** How many of the kinds of jobs have their duration from where. */
  durations: z.strictObject({ settings: count, calibrated: count, declared: count, usual: count }),
  alternatives: z.array(alternativeSchema),
  sources: z.array(z.string()),
  findings: z.array(findingSchema),
});
export type BudgetReport = z.output<typeof budgetReportSchema>;
