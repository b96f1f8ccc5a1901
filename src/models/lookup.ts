/** Finds models: by id, by what they are fit for, by size. */
import type { Config, Model } from '../config/index.ts';
import { type Diagnostic, didYouMean, PipelineError } from '../diagnostics/index.ts';
import { builtinModels } from './catalog.ts';
import { embeddedId } from './embedded.ts';

export interface ModelFilter {
  readonly ci?: boolean | undefined;
  readonly mlx?: boolean | undefined;
}

/**
 * Every model there is, the smallest first: ours and those of the settings, which replace ours of the same id.
 *
 * @throws PipelineError with exit code 2 when the settings give two models one id, or the embedded model's
 */
export function catalogOf(config: Pick<Config, 'models'>): readonly Model[] {
  const own = new Map(config.models.map((model) => [model.id, model]));
  const wrong = config.models.filter((model) => own.get(model.id) !== model || model.id === embeddedId);
  if (wrong.length > 0) throw new PipelineError(wrong.map(takenId), 2);
  const all = [...builtinModels.filter(({ id }) => !own.has(id)), ...own.values()];
  return all.toSorted(bySize);
}

export const filterModels = (models: readonly Model[], { ci, mlx }: ModelFilter): readonly Model[] =>
  models.filter((model) => (ci === undefined || model.ci === ci) && (mlx === undefined || model.mlx === mlx));

/** The smallest of these that fits; undefined when none does. */
export const smallest = (models: readonly Model[], filter: ModelFilter = {}): Model | undefined =>
  filterModels(models, filter).toSorted(bySize)[0];

/** @throws PipelineError with exit code 2 when there is no such model */
export function findModel(models: readonly Model[], id: string): Model {
  const found = models.find((model) => model.id === id);
  if (found) return found;
  throw new PipelineError([unknownModel(models, id)], 2);
}

/** Each model once, in the order of the ids. @throws PipelineError with exit code 2 and every id that is no model */
export function findModels(models: readonly Model[], ids: readonly string[]): readonly Model[] {
  const known = new Set(models.map(({ id }) => id));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0)
    throw new PipelineError(
      unknown.map((id) => unknownModel(models, id)),
      2,
    );
  return [...new Set(ids)].map((id) => findModel(models, id));
}

function unknownModel(models: readonly Model[], id: string): Diagnostic {
  const hint = didYouMean(id, [embeddedId, ...models.map((model) => model.id)]);
  return { severity: 'error', code: 'unknown-model', message: `there is no model "${id}"`, hint };
}

// Sizes may be equal; ids are not. By code unit: the same on every machine.
const bySize = (left: Model, right: Model): number => left.megabytes - right.megabytes || (left.id < right.id ? -1 : 1);

const takenId = ({ id }: Model) =>
  ({
    severity: 'error',
    code: 'duplicate-model',
    message: id === embeddedId ? `the id "${id}" is the embedded model's` : `the settings have two models "${id}"`,
    path: 'models',
    hint: 'give each model of pipewright.config.ts an id of its own',
  }) as const;
