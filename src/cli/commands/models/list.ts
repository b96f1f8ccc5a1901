/** `pipewright models list`: the catalog, with what is downloaded and what is locked. */
import type { Model } from '../../../config/index.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import {
  downloadedIds,
  embeddedDescription,
  embeddedId,
  filterModels,
  formatBytes,
  type LockedModel,
  localDefault,
  lockedFacts,
  type ModelFilter,
  smallest,
} from '../../../models/index.ts';
import { type OutputOptions, printLine } from '../../terminal.ts';
import { loadCatalog } from './catalog.ts';
import { renderTable } from './table.ts';

export interface ListOptions extends OutputOptions {
  readonly filter: ModelFilter;
}

interface ListedModel extends Model {
  readonly locked: LockedModel | null;
  readonly downloaded: boolean;
}

/** @returns the exit code */
export async function runList({ root, json, filter }: ListOptions): Promise<number> {
  const { models, lock, cache } = await loadCatalog(root);
  const downloaded = await downloadedIds(models, lock, cache);
  const listed = filterModels(models, filter).map((model) => ({
    ...model,
    locked: lockedFacts(lock, model) ?? null,
    downloaded: downloaded.has(model.id),
  }));
  printLine(json ? JSON.stringify({ version: 1, models: listed }, undefined, 2) : renderList(listed, models));
  return exitCodes.ok;
}

const head = ['id', 'size', 'class', 'quantization', 'CI', 'MLX', 'checksum', 'downloaded', 'for'];

function renderList(listed: readonly ListedModel[], all: readonly Model[]): string {
  if (listed.length === 0) return 'no model is like that';
  const forCi = smallest(all, { ci: true })?.id;
  const table = renderTable([head, ...listed.map((model) => toRow(model, forCi))], { right: [1] });
  return `${table}\n\nand "${embeddedId}", which comes with pipewright. ${embeddedDescription}`;
}

function toRow(model: ListedModel, forCi: string | undefined): readonly string[] {
  const { id, megabytes, sizeClass, quantization, ci, mlx, locked, downloaded } = model;
  const uses = [id === forCi ? 'CI by default' : '', id === localDefault ? 'your machine by default' : ''];
  return [
    id,
    formatBytes(locked?.bytes ?? megabytes * 1e6),
    sizeClass,
    quantization,
    yesNo(ci),
    yesNo(mlx),
    locked ? 'locked' : 'first use',
    yesNo(downloaded),
    uses.filter(Boolean).join(', '),
  ];
}

const yesNo = (value: boolean): string => (value ? 'yes' : '-');
