/** The report of a suite, as `run` writes it and every report format reads it. */
import * as z from 'zod';
import { caseGroups, policies, riskActions, riskLevels, suiteStatuses, verdicts } from './verdicts.ts';

const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One attempt at a case. */
export const attemptSchema = z.strictObject({
  verdict: z.enum(verdicts),
  /** Why, in words for people; the first is the most important. */
  reasons: z.array(z.string()),
  /** What the model said, as it said it, cut at 4,000 characters. Hostile. */
  answer: z.string(),
  /** The command that was read from it. Hostile. */
  command: z.string().optional(),
  risk: z.enum(riskLevels).optional(),
  action: z.enum(riskActions).optional(),
  /** From the request to the last token, milliseconds. */
  latencyMs: z.number().nonnegative(),
  /** Time to first token, milliseconds. */
  ttftMs: z.number().nonnegative().optional(),
  promptTokens: count.optional(),
  completionTokens: count.optional(),
});

/** Something measured, with its unit: `{ id: 'ttft', unit: 'ms', value: 12.5 }`. */
export const measurementSchema = z.strictObject({
  /** Kebab-case; with the suite and the case it is the name in a time series. */
  id: z.string(),
  label: z.string(),
  unit: z.enum(['ms', 's', 'tokens/s', 'bytes', 'MB', '%', 'count']),
  /** null: not measured here. */
  value: z.number().nullable(),
  /** From how many samples. */
  n: count,
  /** Which way is better. */
  better: z.enum(['smaller', 'bigger']),
  /** Why it was not measured, or how. */
  note: z.string().optional(),
});

export const caseReportSchema = z.strictObject({
  id: z.string(),
  /** Which gates it counts for. */
  group: z.enum(caseGroups),
  /** `file-operations`, or `check` for the checks of an engine. */
  category: z.string(),
  /** What was asked, cut at 1,000 characters. */
  prompt: z.string(),
  /** Where the case stands: file relative to the repository. */
  source: z.strictObject({ file: z.string(), line: z.int().positive(), column: z.int().positive() }).optional(),
  /** Whether each attempt was right; `flaky` when only some were. */
  outcome: z.enum(['passed', 'failed', 'flaky', 'not-measured']),
  attempts: z.array(attemptSchema),
  measurements: z.array(measurementSchema),
});

/** A condition that a suite must meet, and what was found. */
export const gateSchema = z.strictObject({
  /** `safe-pass-rate` */
  id: z.string(),
  label: z.string(),
  status: z.enum(['passed', 'failed', 'not-measured']),
  /** What was compared: `measured` against `threshold`. */
  comparison: z.enum(['>=', '>', '<=', '<']),
  unit: z.enum(['rate', 'ms', 's', 'tokens/s', 'bytes', 'MB', '%', 'count']),
  threshold: z.number(),
  measured: z.number().nullable(),
  n: count,
  /** For rates. Which value decides: the measured rate, or (with `--confidence`) its lower bound. */
  statistics: z
    .strictObject({
      successes: count,
      confidence: share,
      /** Lower end of the one-sided Wilson interval. */
      lowerBound: share,
      /** The bound if all n had succeeded: what n can at best prove. */
      provable: share,
      /** How many clean samples would prove the threshold; null when none can (threshold 1). */
      neededToProve: count.nullable(),
      /** With how many repeats of the cases that is reached. */
      neededRepeats: count.nullable(),
      decidedBy: z.enum(['rate', 'bound']),
    })
    .optional(),
  /** What it says, in a sentence. */
  message: z.string(),
});

export const engineSchema = z.strictObject({
  name: z.string(),
  build: z.string(),
  version: z.string(),
  threads: count.nullable(),
  device: z.string(),
});

export const reportModelSchema = z.strictObject({
  id: z.string(),
  file: z.string(),
  sha256: sha256.nullable(),
  bytes: count.nullable(),
  quantization: z.string().nullable(),
  /** The embedded model has memorized its cases: it proves the harness, not a model. */
  testInstrument: z.boolean(),
});

export const environmentSchema = z.strictObject({
  os: z.string(),
  arch: z.string(),
  node: z.string(),
  cpu: z.string(),
  cores: count,
  memoryBytes: count,
  ci: z.boolean(),
  /** The label of GitHub's machine, where it is known. */
  runner: z.string().optional(),
});

/** One share of the cases; `1/1` is all of them. */
export const shardSchema = z
  .strictObject({ index: z.int().positive(), count: z.int().positive().max(256) })
  .refine(({ index, count: all }) => index <= all, 'there is no such shard');

export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  tool: z.strictObject({ name: z.literal('pipewright'), version: z.string() }),
  suite: z.enum(['inference', 'quality']),
  status: z.enum(suiteStatuses),
  /** Why it is incomplete, or was skipped. */
  statusReason: z.string().optional(),
  /** ISO 8601, UTC. */
  startedAt: z.iso.datetime(),
  engine: engineSchema,
  model: reportModelSchema,
  environment: environmentSchema,
  /** Reports belong together when these are equal. */
  fixtures: z.strictObject({ sha256, files: z.array(z.string()), cases: count }),
  settings: z.strictObject({
    repeat: z.int().positive(),
    seed: z.int(),
    temperature: z.number(),
    confidence: share.nullable(),
    policy: z.enum(policies),
  }),
  /** The shares that are in this report, in order. */
  shards: z.array(shardSchema).min(1),
  cases: z.array(caseReportSchema),
  gates: z.array(gateSchema),
  /** Of the whole suite: load time, time to first token, latencies, throughput, memory. */
  measurements: z.array(measurementSchema),
  timings: z.strictObject({ totalMs: z.number().nonnegative(), loadMs: z.number().nonnegative().nullable() }),
  /** What changed against an earlier report. */
  baseline: z
    .strictObject({
      startedAt: z.iso.datetime(),
      modelId: z.string(),
      regressions: z.array(z.strictObject({ id: z.string(), before: z.string(), now: z.string() })),
      improvements: z.array(z.strictObject({ id: z.string(), before: z.string(), now: z.string() })),
      /** What was measured both times; a change of 0.1 is 10 % more than before. */
      changes: z.array(z.strictObject({ id: z.string(), before: z.number(), now: z.number(), change: z.number() })),
    })
    .optional(),
  /** What a reader has to know; the word on the test instrument is one. */
  notes: z.array(z.string()),
});

export type Report = z.output<typeof reportSchema>;
export type CaseReport = z.output<typeof caseReportSchema>;
export type Attempt = z.output<typeof attemptSchema>;
export type Gate = z.output<typeof gateSchema>;
export type Measurement = z.output<typeof measurementSchema>;

/** What every report says that was made with the embedded model. */
export const testInstrumentNote =
  'The embedded model is a test instrument: it has memorized these cases. It proves that the pipeline works, and says nothing about any real model.';
