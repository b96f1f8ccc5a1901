/** `pipewright models verify`: hashes downloaded models again. */
import type { Model } from '../../../config/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { downloadedIds, findModels, formatBytes, inspect } from '../../../models/index.ts';
import { interruptible } from '../../interruption.ts';
import { showProgress } from '../../progress.ts';
import { type OutputOptions, printLine } from '../../terminal.ts';
import { type Catalog, loadCatalog, notDownloaded } from './catalog.ts';
import { forEachModel, printOutcome } from './outcome.ts';

export interface VerifyOptions extends OutputOptions {
  readonly ids: readonly string[];
}

interface VerifiedModel {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** What it was compared with. */
  readonly against: 'lock' | 'first-use';
}

/** @returns the exit code: 1 when a model is not what it should be, or one that was named is not there */
export async function runVerify({ root, json, ids }: VerifyOptions): Promise<number> {
  const catalog = await loadCatalog(root);
  const models = ids.length > 0 ? findModels(catalog.models, ids) : await downloaded(catalog);
  return interruptible(async (signal) => {
    const outcome = await verify(models, catalog, json, signal);
    printOutcome(outcome, { root, json }, ({ id, bytes, against }) => {
      return `${id} (${formatBytes(bytes)}) is what ${against === 'lock' ? 'the lock says' : 'it was on its first use'}`;
    });
    if (!json && models.length === 0) printLine('no model is downloaded');
    return outcome.code;
  });
}

async function verify(models: readonly Model[], { lock, cache }: Catalog, quiet: boolean, signal: AbortSignal) {
  const progress = showProgress({ quiet });
  try {
    return await forEachModel(models, signal, async (model) =>
      toVerified(model, await inspect({ model, lock, cache, signal, onEvent: progress.model }, { anew: true })),
    );
  } finally {
    progress.end();
  }
}

async function downloaded({ models, lock, cache }: Catalog): Promise<readonly Model[]> {
  const ids = await downloadedIds(models, lock, cache);
  return models.filter(({ id }) => ids.has(id));
}

/** @throws PipelineError with exit code 1 for a model that is not verified */
function toVerified({ id }: Model, found: Awaited<ReturnType<typeof inspect>>): VerifiedModel {
  const { entry, expected } = found.place;
  if (found.state === 'damaged') throw new PipelineError([found.finding], 1);
  if (found.state === 'absent') throw notDownloaded(id, 1);
  return { id, path: entry.model, sha256: found.sha256, bytes: found.bytes, against: expected.witness };
}
