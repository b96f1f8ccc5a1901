/** The JSON that `lint`, `synth`, `check` and `init` print with `--json`; other programs rely on it. */
import * as z from 'zod';

export const findingSchema = z.object({
  severity: z.enum(['error', 'warning', 'info']),
  code: z.string(),
  message: z.string(),
  source: z.object({ file: z.string(), line: z.int().positive(), column: z.int().positive() }).optional(),
  path: z.string().optional(),
  hint: z.string().optional(),
});

export const findingsReportSchema = z.object({
  version: z.literal(1),
  findings: z.array(findingSchema),
  /** What was written, deleted, or (in `check`) has drifted; `lint` writes nothing, and has none. */
  files: z
    .array(
      z.object({ path: z.string(), change: z.enum(['created', 'updated', 'deleted', 'drifted', 'missing', 'orphan']) }),
    )
    .optional(),
});

export type FindingsReport = z.output<typeof findingsReportSchema>;
