/** The JSON that `budget diff --json` prints: what a change costs a month; other programs rely on it. */
import * as z from 'zod';
import { billingPlans, budgetVerdicts, drawdownIds, monthPattern, rateCardIds, visibilities } from './billing-terms.ts';
import { findingSchema } from './findings.ts';

const amount = z.number().nonnegative();

/** An amount on both sides; `change` is what the head has more, and negative where it has less. */
export const amountChangeSchema = z.strictObject({ before: amount, after: amount, change: z.number() });
export type AmountChange = z.output<typeof amountChangeSchema>;

const ratio = z.number().min(0).max(1).nullable();

export const changeKinds = ['added', 'removed', 'renamed', 'changed'] as const;
export type ChangeKind = (typeof changeKinds)[number];

const rowFields = {
  kind: z.enum(changeKinds),
  /** Jobs that ran. */
  runs: amountChangeSchema,
  rawMinutes: amountChangeSchema,
  billableMinutes: amountChangeSchema,
  /** Linux-equivalent minutes of the quota. */
  drawn: amountChangeSchema,
  /** Of the runs that restore a cache, those that found it; null where none does. */
  cacheHitRatio: z.strictObject({ before: ratio, after: ratio }),
};

export const jobChangeSchema = z.strictObject({
  job: z.string(),
  /** What it was called before, where only that has changed. */
  was: z.string().nullable(),
  ...rowFields,
  /** How long a run takes. */
  meanSeconds: amountChangeSchema,
});
export type JobChange = z.output<typeof jobChangeSchema>;

export const workflowChangeSchema = z.strictObject({
  file: z.string(),
  name: z.string(),
  /** The file and the name that it had before, where one of them has changed. */
  was: z.strictObject({ file: z.string(), name: z.string() }).nullable(),
  ...rowFields,
  /** Those that have changed; what costs most more comes first. */
  jobs: z.array(jobChangeSchema),
});
export type WorkflowChange = z.output<typeof workflowChangeSchema>;

/** What the change may cost, and whether it keeps to that. */
export const diffLimitSchema = z.strictObject({
  /** Minutes that nine of ten months must keep within; null where they are not limited. */
  minutes: amount.nullable(),
  usd: amount.nullable(),
  exceededBefore: z.boolean(),
  exceeded: z.boolean(),
  /** The most minutes that may come on top; null where any number may. */
  increase: amount.nullable(),
  increaseExceeded: z.boolean(),
});
export type DiffLimit = z.output<typeof diffLimitSchema>;

/**
 * Where a side comes from: a report in a file, one that was committed, or a simulation of the workflows of a commit or
 * of the working tree.
 */
export const diffSideSources = ['file', 'committed', 'commit', 'working-tree'] as const;
export const diffSideSchema = z.strictObject({
  source: z.enum(diffSideSources),
  /** Its path, or the ref that was asked for; empty for the working tree. */
  name: z.string(),
  /** The full id of the commit; null where there is none. */
  commit: z.string().nullable(),
});
export type DiffSide = z.output<typeof diffSideSchema>;

/** What `budget diff --json` prints. */
export const budgetDiffSchema = z.strictObject({
  version: z.literal(1),
  base: diffSideSchema,
  head: diffSideSchema,
  /** Those of the head; where the base has others, a finding says so. */
  month: z.string().regex(monthPattern),
  plan: z.enum(billingPlans),
  visibility: z.enum(visibilities),
  card: z.enum(rateCardIds),
  drawdown: z.enum(drawdownIds),
  verdict: z.strictObject({ before: z.enum(budgetVerdicts), after: z.enum(budgetVerdicts) }),
  /** The minutes that the plans include; 0 where none are counted. */
  included: z.strictObject({ before: amount, after: amount }),
  /** What `minutes` counts: those of the quota, or all that are billed where one of the sides has no quota. */
  counted: z.enum(['quota', 'billable']),
  minutes: amountChangeSchema,
  billableMinutes: amountChangeSchema,
  /** Linux-equivalent minutes and dollars that nine of ten months keep within. */
  mostMinutes: amountChangeSchema,
  mostUsd: amountChangeSchema,
  /** From 0 to 1. */
  chanceToExceed: amountChangeSchema,
  usd: amountChangeSchema,
  runs: amountChangeSchema,
  /** GB-months. */
  artifacts: amountChangeSchema,
  caches: amountChangeSchema,
  /** The day of the month on which the quota is used up. */
  exceededOn: z.strictObject({ before: z.int().nullable(), after: z.int().nullable() }),
  /** Those that have changed; what costs most more comes first. */
  workflows: z.array(workflowChangeSchema),
  /** Workflows that cost what they did. */
  unchangedWorkflows: z.int().nonnegative(),
  /** Null where nothing is limited. */
  limit: diffLimitSchema.nullable(),
  /** What can't be compared, and what could not be counted. */
  findings: z.array(findingSchema),
});
export type BudgetDiff = z.output<typeof budgetDiffSchema>;
