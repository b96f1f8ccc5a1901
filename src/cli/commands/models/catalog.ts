/** What all commands on models begin with: the settings, the catalog, the lock and the cache. */
import type { Config, Model } from '../../../config/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { cacheFolder, catalogOf, type ModelLock, readLock } from '../../../models/index.ts';
import { loadConfig } from '../../../synth/index.ts';

export interface Catalog {
  readonly config: Config;
  readonly models: readonly Model[];
  readonly lock: ModelLock;
  /** The folder of downloaded models. */
  readonly cache: string;
}

/** @throws PipelineError with exit code 2 when settings or lock are wrong */
export async function loadCatalog(root: string): Promise<Catalog> {
  const config = await loadConfig(root);
  return { config, models: catalogOf(config), lock: readLock(root, config), cache: cacheFolder(process.env) };
}

/** What is said of a model that is not there. */
export const notDownloaded = (id: string, exitCode: 1 | 3): PipelineError =>
  new PipelineError(
    [
      {
        severity: 'error',
        code: 'not-downloaded',
        message: `${id} is not downloaded`,
        hint: `run \`pipewright models pull ${id}\``,
      },
    ],
    exitCode,
  );
