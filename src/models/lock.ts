/** The lock of models: which revision of which file, its bytes and its checksum. */
import * as z from 'zod';
import type { Model } from '../config/index.ts';
import { type Diagnostic, didYouMean, PipelineError } from '../diagnostics/index.ts';

/** A SHA-256 in lower case. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256: 64 hexadecimal digits in lower case');

export const lockedModelSchema = z.strictObject({
  repository: z.string(),
  file: z.string(),
  /** The commit that the URL names; a branch where the commit is not known. */
  revision: z.string().regex(/^[\w][\w./-]*$/, 'must be a commit, a branch or a tag'),
  bytes: z.int().positive(),
  sha256: sha256Schema,
});

/** The shape of `generated/models.lock.json`. */
export const modelLockSchema = z.strictObject({
  version: z.literal(1),
  models: z.record(z.string(), lockedModelSchema),
});

export type ModelLock = z.output<typeof modelLockSchema>;
export type LockedModel = z.output<typeof lockedModelSchema>;

/**
 * The lock in a JSON text.
 *
 * @throws PipelineError with exit code 2 and everything that is wrong
 */
export function parseLock(text: string, file: string): ModelLock {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw invalid([finding(file, `the file is no JSON: ${error instanceof Error ? error.message : error}`)]);
  }
  const parsed = modelLockSchema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.map((issue) => finding(file, issue.message, issue.path.map(String), text)));
}

/** A lock as text: ids in order, so that a change shows as a small difference. */
export function renderLock({ version, models }: ModelLock): string {
  // By code unit: the same on every machine, whatever its locale.
  const entries = Object.entries(models).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `${JSON.stringify({ version, models: Object.fromEntries(entries) }, undefined, 2)}\n`;
}

/**
 * What the lock says of a model; undefined when it says nothing.
 *
 * @throws PipelineError with exit code 2 when it is locked as another file
 */
export function lockedFacts(lock: ModelLock, { id, repository, file }: Model): LockedModel | undefined {
  const locked = Object.hasOwn(lock.models, id) ? lock.models[id] : undefined;
  if (!locked || (locked.repository === repository && locked.file === file)) return locked;
  const message = `the model "${id}" is ${repository}/${file}, but locked as ${locked.repository}/${locked.file}`;
  throw new PipelineError(
    [{ severity: 'error', code: 'stale-model-lock', message, hint: `run \`pipewright models lock ${id}\`` }],
    2,
  );
}

function finding(file: string, message: string, path: readonly string[] = [], text = ''): Diagnostic {
  return {
    severity: 'error',
    code: 'invalid-model-lock',
    message,
    source: { file, ...placeOf(path, text) },
    path: path.join('.') || undefined,
    hint: 'the file is generated: write it again with `pipewright models lock` instead of editing it',
  };
}

/** Where the keys of a path stand, one after the other; good enough for a file that we write ourselves. */
function placeOf(path: readonly string[], text: string): { readonly line: number; readonly column: number } {
  let at = 0;
  for (const key of path) at = Math.max(at, text.indexOf(`"${key}"`, at));
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

const invalid = (findings: readonly Diagnostic[]): PipelineError => new PipelineError(findings, 2);

/**
 * Models that are locked but in no catalog: left behind by a model that was renamed or removed.
 */
export function strayLocks(lock: ModelLock, models: readonly Model[]): readonly Diagnostic[] {
  const ids = models.map(({ id }) => id);
  return Object.keys(lock.models)
    .filter((id) => !ids.includes(id))
    .map((id) => ({
      severity: 'warning',
      code: 'stale-model-lock',
      message: `"${id}" is locked, but there is no such model`,
      hint: didYouMean(id, ids),
    }));
}
