/** The settings of a repository: `pipewright.config.ts`. */
import * as z from 'zod';
import { gateLimitsSchema } from '../contract/gates.ts';
import { budgetSettingsSchema, trafficSchema } from './budget.ts';
import { modelSchema } from './model.ts';

const folder = z
  .string()
  .min(1)
  .refine((path) => !/^([A-Za-z]:)?[\\/]|(^|[\\/])\.\.([\\/]|$)/.test(path), 'must be a folder inside the repository');

/** The settings, with what applies where they are silent. */
export const configSchema = z.strictObject({
  /** Where the pipelines are. */
  pipelines: folder.default('pipelines'),
  /** Where generated files other than workflows go: the lock of actions, the manifest and the reference pages. */
  generated: folder.default('generated'),
  /** Labels of self-hosted and larger runners, beside GitHub's own. */
  labels: z.array(z.string().min(1)).default([]),
  /** Whether `synth` and `check` type-check the pipelines, where TypeScript is installed. */
  typeCheck: z.boolean().default(true),
  /** Models beside those of the catalog; one with the id of the catalog's takes its place. */
  models: z.array(modelSchema).default([]),
  /** What the suites must meet, where it is not what they ask for by themselves. */
  gates: gateLimitsSchema.default({}),
  /** Whose bill `budget` makes, and how. */
  budget: budgetSettingsSchema.prefault({}),
  /** What happens in a month, beside schedules. */
  traffic: trafficSchema.prefault({}),
});

export type Config = z.output<typeof configSchema>;
export type ConfigOptions = z.input<typeof configSchema>;
