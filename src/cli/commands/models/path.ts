/** `pipewright models path`: where a model lies. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { embeddedId, embeddedModelFile, findModel, inspect } from '../../../models/index.ts';
import { showProgress } from '../../progress.ts';
import { type OutputOptions, printLine } from '../../terminal.ts';
import { loadCatalog, notDownloaded } from './catalog.ts';

export interface PathOptions extends OutputOptions {
  readonly id: string;
}

/** @returns the exit code */
export async function runPath({ root, json, id }: PathOptions): Promise<number> {
  const path = id === embeddedId ? embeddedModelFile() : await verifiedPath(root, json, id);
  printLine(json ? JSON.stringify({ version: 1, id, path }, undefined, 2) : path);
  return exitCodes.ok;
}

async function verifiedPath(root: string, json: boolean, id: string): Promise<string> {
  const { models, lock, cache } = await loadCatalog(root);
  const progress = showProgress({ quiet: json });
  try {
    const found = await inspect({ model: findModel(models, id), lock, cache, onEvent: progress.model });
    if (found.state === 'damaged') throw new PipelineError([found.finding], 1);
    if (found.state === 'absent') throw notDownloaded(id, 3);
    return found.place.entry.model;
  } finally {
    progress.end();
  }
}
