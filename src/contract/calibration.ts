/** The file that `budget calibrate` writes and that is committed: how long the jobs of real runs took. */
import * as z from 'zod';

const instant = z.iso.datetime();
const measured = {
  /** Those that succeeded, on which the rest is based. */
  runs: z.int().positive(),
  /** Seconds. */
  median: z.number().nonnegative(),
  p90: z.number().nonnegative(),
};

export const calibrationSchema = z.strictObject({
  version: z.literal(1),
  /** `owner/name`; null where the runs came from a file. */
  repository: z.string().nullable(),
  /** When the first and the last of the runs began. */
  from: instant,
  to: instant,
  jobs: z.array(
    z.strictObject({
      /** The file of the workflow, `ci.yml`. */
      workflow: z.string(),
      /** As GitHub shows it, `test (20)`. */
      job: z.string(),
      ...measured,
      steps: z.array(z.strictObject({ name: z.string(), ...measured })),
    }),
  ),
});
export type Calibration = z.output<typeof calibrationSchema>;
export type CalibratedJob = Calibration['jobs'][number];
