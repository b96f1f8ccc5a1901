/** What `pipewright.config.ts` says about the budget: the account, the limits, the durations, and the traffic of a month. */
import * as z from 'zod';
import { readDuration } from '../contract/amounts.ts';
import { billingPlans, drawdownIds, monthPattern, rateCardIds, visibilities } from '../contract/billing-terms.ts';

/** `45s`, `2m`, `1m30s`, `1h`; a number is seconds. */
const seconds = z.union([
  z.number().nonnegative(),
  z
    .string()
    .refine((text) => readDuration(text) !== undefined, 'must be a duration, as in "45s", "2m" or "1m30s"')
    .transform((text) => readDuration(text) ?? 0),
]);

/** How long a job takes; `hit` and `miss` where a cache decides. */
const jobDuration = z.union([seconds, z.strictObject({ hit: seconds, miss: seconds })]);

export const budgetSettingsSchema = z.strictObject({
  plan: z.enum(billingPlans).default('free'),
  visibility: z.enum(visibilities).default('private'),
  /** By default the card in force in the month. */
  card: z.enum(rateCardIds).optional(),
  /** By default that of the card. */
  drawdown: z.enum(drawdownIds).optional(),
  /** A fixed month keeps reports as they are; by default the next one. */
  month: z
    .union([z.literal('next'), z.string().regex(monthPattern, 'must be "next", or as in "2026-02"')])
    .default('next'),
  /** Whether the account can be billed; if not, runs are blocked at the quota. */
  paymentMethod: z.boolean().default(true),
  /** What the labels of larger and of self-hosted runners stand for: an SKU of GitHub's bills, or `self-hosted`. */
  labels: z.record(z.string().min(1), z.string().min(1)).default({}),
  /** How long jobs take, by `ci.yml/build`, or `ci.yml/*` for all jobs of a workflow. */
  durations: z.record(z.string().regex(/^[^/]+\/[^/]+$/, 'must be "workflow.yml/job"'), jobDuration).default({}),
  /**
   * What a month may take, in nine of ten: what the plan includes, a number of minutes of the quota, or dollars. Beyond
   * it `synth` warns and `check` fails.
   */
  max: z
    .union([
      z.literal('included'),
      z.number().nonnegative(),
      z.strictObject({ minutes: z.number().nonnegative().optional(), usd: z.number().nonnegative().optional() }),
    ])
    .optional(),
  /** Whether `synth` writes the report of the month: budget.md, budget.json and budget.html. */
  report: z.boolean().default(true),
  /** GB that the repository may keep in caches; what is beyond 10 is billed. */
  cacheGigabytes: z.number().min(1).max(10_000).default(10),
  trials: z.int().min(1).max(100_000).default(1000),
  seed: z.int().nonnegative().default(1),
});

export type BudgetSettings = z.output<typeof budgetSettingsSchema>;
export type JobDuration = z.output<typeof jobDuration>;

const often = {
  /** On average; a month of 30 days has 30 times as many. */
  perDay: z.number().nonnegative().max(100_000).optional(),
  perMonth: z.number().nonnegative().max(3_000_000).optional(),
  /** Whether the number varies from month to month, as the number of independent events does. */
  varies: z.boolean().default(true),
};
const names = z.array(z.string().min(1));
const once = (given: { perDay?: number | undefined; perMonth?: number | undefined }): boolean =>
  (given.perDay === undefined) !== (given.perMonth === undefined);
const onceMessage = 'must have either perDay or perMonth';

export const pushTrafficSchema = z
  .strictObject({
    ...often,
    branch: z.string().min(1).optional(),
    tag: z.string().min(1).optional(),
    changed: names.optional(),
  })
  .refine(once, onceMessage);

export const pullRequestTrafficSchema = z
  .strictObject({
    ...often,
    base: z.string().min(1).optional(),
    branch: z.string().min(1).optional(),
    changed: names.optional(),
    /** How often one is pushed to after it was opened, on average. */
    synchronizations: z.number().nonnegative().max(1000).default(2),
    /** Labels that are added to each. */
    labels: names.default([]),
    /** Whether they come from other repositories. */
    fork: z.boolean().default(false),
  })
  .refine(once, onceMessage);

export const dispatchTrafficSchema = z
  .strictObject({
    ...often,
    /** The file of the workflow, `inference.yml`. */
    workflow: z.string().min(1),
    inputs: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  })
  .refine(once, onceMessage);

/** What happens in a month beside the schedules. */
export const trafficSchema = z.strictObject({
  defaultBranch: z.string().min(1).default('main'),
  pushes: z.array(pushTrafficSchema).default([]),
  pullRequests: z.array(pullRequestTrafficSchema).default([]),
  dispatches: z.array(dispatchTrafficSchema).default([]),
});

export type Traffic = z.output<typeof trafficSchema>;
export type TrafficOptions = z.input<typeof trafficSchema>;
