/** The JSON that `plan` prints with `--json`; other programs rely on it. */
import * as z from 'zod';
import { findingSchema } from './findings.ts';

const runs = z.enum(['yes', 'no', 'maybe']);

const conditionSchema = z.object({
  /** The expression, without `${{ }}`. */
  text: z.string(),
  value: z.enum(['true', 'false', 'unknown']),
  parts: z.array(z.object({ text: z.string(), value: z.string() })),
});

const concurrencySchema = z.object({ group: z.string(), cancelInProgress: runs });

export const jobPlanSchema = z.object({
  id: z.string(),
  /** As GitHub shows it; for a matrix, what stands before its values. */
  name: z.string(),
  runs,
  why: z.string(),
  condition: conditionSchema.optional(),
  needs: z.array(z.string()),
  /** One for each job that GitHub would show: a single one, without values, where there is no matrix. */
  get matrix() {
    return z.array(instanceSchema);
  },
  /** Why the combinations of a matrix are not known. */
  unknownMatrix: z.string().optional(),
  maxParallel: z.number().optional(),
});

const instanceSchema = z.object({
  /** `test (ubuntu-24.04, 20)`. */
  name: z.string(),
  values: z.record(z.string(), z.json()).optional(),
  runsOn: z.array(z.string()),
  timeoutMinutes: z.number().optional(),
  concurrency: concurrencySchema.optional(),
  /** Where durations are told: seconds from the start of the run. */
  start: z.number().optional(),
  end: z.number().optional(),
  /** The workflow that the job calls. */
  get uses() {
    return z.object({ workflow: z.string(), problem: z.string().optional(), jobs: z.array(jobPlanSchema) }).optional();
  },
});

export const planReportSchema = z.object({
  version: z.literal(1),
  event: z.string(),
  workflows: z.array(
    z.object({
      /** From the root, with forward slashes. */
      file: z.string(),
      name: z.string().optional(),
      /** Whether the event starts it, or may: `runs` tells the two apart. */
      triggered: z.boolean(),
      runs,
      reason: z.string(),
      /** The schedule that fires. */
      cron: z.string().optional(),
      concurrency: concurrencySchema.optional(),
      /** Where durations are told, in seconds. */
      timing: z.object({ seconds: z.number(), queued: z.number(), criticalPath: z.array(z.string()) }).optional(),
      /** In the order of the file. */
      jobs: z.array(jobPlanSchema),
    }),
  ),
  findings: z.array(findingSchema),
});

export type PlanReport = z.output<typeof planReportSchema>;
export type JobPlanReport = z.output<typeof jobPlanSchema>;
