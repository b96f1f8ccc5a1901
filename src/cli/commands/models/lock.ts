/** `pipewright models lock`: writes down which files of the hub the models are. */
import { isDeepStrictEqual } from 'node:util';
import type { Model } from '../../../config/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import {
  findModels,
  formatBytes,
  hubOf,
  isOffline,
  type LockedModel,
  lockFile,
  type ModelLock,
  readLockFile,
  remoteFacts,
  strayLocks,
  writeLockFile,
} from '../../../models/index.ts';
import { interruptible } from '../../interruption.ts';
import { showProgress } from '../../progress.ts';
import type { OutputOptions } from '../../terminal.ts';
import { loadCatalog } from './catalog.ts';
import { forEachModel, printOutcome } from './outcome.ts';

export interface LockOptions extends OutputOptions {
  readonly ids: readonly string[];
}

interface LockedResult extends LockedModel {
  readonly id: string;
  readonly change: 'locked' | 'updated' | 'unchanged';
}

/** @returns the exit code: 3 when the hub did not tell about every model; what it told is written all the same */
export async function runLock({ root, json, ids }: LockOptions): Promise<number> {
  const { config, models } = await loadCatalog(root);
  const chosen = ids.length > 0 ? findModels(models, ids) : models;
  if (isOffline(process.env)) throw offline();
  const file = lockFile(root, config);
  const before = readLockFile(file);
  return interruptible(async (signal) => {
    const outcome = await ask(chosen, before, json, signal);
    const after = merge(before, outcome.results);
    if (!isDeepStrictEqual(before, after)) await writeLockFile(file, after);
    const findings = [...outcome.findings, ...strayLocks(after, models)];
    printOutcome({ ...outcome, findings }, { root, json }, describe);
    return outcome.code;
  });
}

async function ask(models: readonly Model[], before: ModelLock, quiet: boolean, signal: AbortSignal) {
  const progress = showProgress({ quiet });
  const hub = hubOf(process.env);
  try {
    return await forEachModel(models, signal, async (model) => {
      const onRetry = (reason: string, delayMs: number): void =>
        progress.model({ kind: 'retry', id: model.id, reason, delayMs });
      return toResult(model, await remoteFacts({ hub, model, signal, onRetry }), before);
    });
  } finally {
    progress.end();
  }
}

function toResult({ id }: Model, facts: LockedModel, { models }: ModelLock): LockedResult {
  const known = Object.hasOwn(models, id) ? models[id] : undefined;
  const change = known === undefined ? 'locked' : isDeepStrictEqual(known, facts) ? 'unchanged' : 'updated';
  return { id, change, ...facts };
}

const merge = ({ version, models }: ModelLock, results: readonly LockedResult[]): ModelLock => ({
  version,
  models: { ...models, ...Object.fromEntries(results.map(({ id, change: _change, ...facts }) => [id, facts])) },
});

const describe = ({ id, change, revision, bytes, sha256 }: LockedResult): string =>
  `${change} ${id}: ${formatBytes(bytes)}, revision ${revision.slice(0, 12)}, sha256 ${sha256}`;

const offline = (): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'offline',
        message: 'the hub must be asked, and PIPEWRIGHT_OFFLINE is set',
        hint: 'unset it',
      },
    ],
    3,
  );
