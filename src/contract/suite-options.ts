/** The options of the suites: what a step takes in a pipeline is what the command line takes. */
import * as z from 'zod';
import { gateLimitsSchema } from './gates.ts';
import { policies } from './verdicts.ts';

export const reportFormats = ['html', 'junit', 'markdown', 'benchmark'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Groups of the engine's checks. */
export const checkTags = ['end-to-end', 'integration', 'contract'] as const;
export type CheckTag = (typeof checkTags)[number];

const path = z.string().min(1);

const common = {
  /** The id of a model, or the path of a GGUF file. @default by `PIPEWRIGHT_MODEL`, or by where it runs */
  model: z.string().min(1).optional(),
  /** What runs the model. @default llama, or command when there is one */
  engine: z.enum(['llama', 'command']).optional(),
  /** A program under test; `{prompt}` and `{model}` stand for theirs, and without `{prompt}` it reads standard input. */
  command: z.string().min(1).optional(),
  /** Uses only what is on this machine. */
  offline: z.boolean().optional(),
  /** Folder for `<suite>.json` and the other formats. */
  output: path.optional(),
  /** Written beside the JSON. */
  format: z.array(z.enum(reportFormats)).optional(),
  /** An earlier report to compare with. */
  baseline: path.optional(),
  /** Limits that take the place of the usual ones. */
  gates: gateLimitsSchema.optional(),
  /** Which share of the cases: `2/4`. */
  shard: z
    .string()
    .regex(/^\d{1,3}\/\d{1,3}$/, 'must be as in 2/4')
    .optional(),
  /** Makes sampling repeatable. @default 42 */
  seed: z.int().nonnegative().max(4_294_967_295).optional(),
  /** Tokens of context. @default the model's, at most 4,096 */
  contextSize: z.int().positive().max(1_048_576).optional(),
  /** Seconds for one answer. @default 60 */
  timeout: z.number().positive().max(86_400).optional(),
};

export const inferenceOptionsSchema = z.strictObject({
  ...common,
  /** Checks of these groups alone. */
  only: z.array(z.enum(checkTags)).optional(),
});

export const qualityOptionsSchema = z.strictObject({
  ...common,
  /** Files of cases. @default fixtures/prompts/*.yaml, or those that come with pipewright */
  cases: z.array(path).optional(),
  /** What is done about risky commands. @default strict */
  policy: z.enum(policies).optional(),
  /** Attempts at each case. @default 1 */
  repeat: z.int().positive().max(1000).optional(),
  /** @default 0 */
  temperature: z.number().min(0).max(2).optional(),
  /** The lower end of the Wilson interval at this confidence decides about rates. */
  confidence: z.number().min(0.5).max(0.9999).optional(),
});

export type InferenceOptions = z.input<typeof inferenceOptionsSchema>;
export type QualityOptions = z.input<typeof qualityOptionsSchema>;
