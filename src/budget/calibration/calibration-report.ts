/** What `budget calibrate --json` prints: what was measured, and what was known before. */
import * as z from 'zod';
import { calibrationSchema } from '../../contract/calibration.ts';
import { findingsReportSchema } from '../../contract/findings.ts';

const measured = z.strictObject({ runs: z.int().positive(), median: z.number(), p90: z.number() });
const name = { workflow: z.string(), job: z.string() };

export const calibrationReportSchema = z.strictObject({
  version: z.literal(1),
  /** The path of the file from the root of the repository. */
  file: z.string(),
  /** Whether the file was written: not under `--dry-run`, and not where it says the same already. */
  written: z.boolean(),
  calibration: calibrationSchema,
  /** The jobs of the calibration in its order; seconds. */
  jobs: z.array(z.strictObject({ ...name, ...measured.shape, before: measured.nullable() })),
  /** Jobs of the old calibration that were not measured now, and are not in the new one. */
  gone: z.array(z.strictObject(name)),
  findings: findingsReportSchema.shape.findings,
});
export type CalibrationReport = z.output<typeof calibrationReportSchema>;
