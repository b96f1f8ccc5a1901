/** Chooses the model of a run: what was asked for, else what the context calls for. */
import type { Model } from '../config/index.ts';
import { PipelineError } from '../diagnostics/index.ts';
import { localDefault } from './catalog.ts';
import { embeddedId } from './embedded.ts';
import { findModel, smallest } from './lookup.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A model of the catalog, a file, or the embedded one; `reason` says why, for people. */
export type Choice =
  | { readonly kind: 'catalog'; readonly model: Model; readonly reason: string }
  | { readonly kind: 'file'; readonly path: string; readonly reason: string }
  | { readonly kind: 'embedded'; readonly reason: string };

export interface ChoiceContext {
  readonly models: readonly Model[];
  /** What `--model` says: an id or a path. */
  readonly wanted?: string | undefined;
  readonly env: Environment;
  readonly offline: boolean;
  readonly isDownloaded: (model: Model) => boolean;
}

/**
 * In this order: `--model`, `PIPEWRIGHT_MODEL`, the embedded model when offline, the smallest CI-suitable one in CI, the
 * local default when it is downloaded, the embedded model. Nothing large is downloaded that nobody asked for.
 *
 * @throws PipelineError with exit code 2 when there is no such model
 */
export function chooseModel({ models, wanted, env, offline, isDownloaded }: ChoiceContext): Choice {
  if (wanted !== undefined) return named(models, wanted, '--model');
  if (env['PIPEWRIGHT_MODEL']) return named(models, env['PIPEWRIGHT_MODEL'], 'PIPEWRIGHT_MODEL');
  if (offline) return { kind: 'embedded', reason: 'offline' };
  if (isCi(env)) return inCi(models);
  const model = models.find(({ id }) => id === localDefault);
  if (model && isDownloaded(model)) return { kind: 'catalog', model, reason: 'the local default' };
  return { kind: 'embedded', reason: `${localDefault} is not downloaded` };
}

/** What `models pull` fetches when nothing is named: an id, or what PIPEWRIGHT_MODEL says. */
export function chooseDownload(models: readonly Model[], env: Environment): string {
  if (env['PIPEWRIGHT_MODEL']) return env['PIPEWRIGHT_MODEL'];
  return isCi(env) ? (smallest(models, { ci: true })?.id ?? embeddedId) : localDefault;
}

export const isOffline = (env: Environment): boolean => isSet(env['PIPEWRIGHT_OFFLINE']);

export const isCi = (env: Environment): boolean => isSet(env['CI']) || isSet(env['GITHUB_ACTIONS']);

const isSet = (value: string | undefined): boolean => value !== undefined && !['', '0', 'false'].includes(value);

/** Ids have no slash, and don't end as files of models do. */
export const isPath = (wanted: string): boolean => /[\\/]|\.gguf$/i.test(wanted);

function named(models: readonly Model[], wanted: string, by: string): Choice {
  const reason = `by ${by}`;
  if (wanted === '') throw emptyName(by);
  if (wanted === embeddedId) return { kind: 'embedded', reason };
  if (isPath(wanted)) return { kind: 'file', path: wanted, reason };
  return { kind: 'catalog', model: findModel(models, wanted), reason };
}

function inCi(models: readonly Model[]): Choice {
  const model = smallest(models, { ci: true });
  return model
    ? { kind: 'catalog', model, reason: 'the smallest for CI' }
    : { kind: 'embedded', reason: 'no model is for CI' };
}

const emptyName = (by: string): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'unknown-model',
        message: `${by} is empty`,
        hint: 'write the id of a model, or a path',
      },
    ],
    2,
  );
