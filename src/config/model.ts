/** A model as the catalog describes it, and as people add their own in `pipewright.config.ts`. */
import * as z from 'zod';

export const sizeClasses = ['tiny', 'small', 'medium', 'large'] as const;

/** A path of names; never up, never absolute. */
const path = z
  .string()
  .regex(/^[\w][\w.+-]*(?:\/[\w][\w.+-]*)*$/, 'must be names with slashes between them, as in "models/tiny-q4.gguf"');

export const modelSchema = z.strictObject({
  /** What `--model` and `PIPEWRIGHT_MODEL` take. */
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be lower case: letters, digits, ".", "_" and "-"'),
  /** `owner/name` on the hub. */
  repository: z.string().regex(/^[\w][\w.-]*\/[\w][\w.-]*$/, 'must be "owner/name"'),
  /** The GGUF file inside the repository. */
  file: path.refine((file) => file.endsWith('.gguf'), 'must end with ".gguf"'),
  /** Branch, tag or commit; what the lock file has comes first. */
  revision: z
    .string()
    .regex(/^[\w][\w./-]*$/, 'must be a branch, a tag or a commit')
    .default('main'),
  /** About how large it is, in megabytes of a million bytes. */
  megabytes: z.number().positive(),
  sizeClass: z.enum(sizeClasses),
  /** As GGUF names it: `Q4_K_M`. */
  quantization: z.string().regex(/^[A-Z0-9_]+$/, 'must be as GGUF names it, as in "Q4_K_M"'),
  /** SPDX identifier. */
  licence: z.string().min(1),
  /** Small enough for every run. */
  ci: z.boolean().default(false),
  /** Whether it is run through MLX as well. */
  mlx: z.boolean().default(false),
  description: z.string().min(1),
});

export type Model = z.output<typeof modelSchema>;
