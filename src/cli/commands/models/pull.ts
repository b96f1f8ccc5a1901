/** `pipewright models pull`: downloads models, and verifies them. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import {
  chooseDownload,
  defaultDownloadLimits,
  embeddedId,
  filterModels,
  findModels,
  formatBytes,
  isPath,
  resolveModel,
} from '../../../models/index.ts';
import { interruptible } from '../../interruption.ts';
import { showProgress } from '../../progress.ts';
import { type OutputOptions, printLine } from '../../terminal.ts';
import { type Catalog, loadCatalog } from './catalog.ts';
import { exportToGitHub } from './export-to-github.ts';
import { forEachModel, printOutcome } from './outcome.ts';

export interface PullOptions extends OutputOptions {
  readonly ids: readonly string[];
  /** All that are small enough for CI. */
  readonly ci: boolean;
  /** The smallest of those. */
  readonly smallest: boolean;
  readonly offline: boolean;
  /** The longest that one download takes, minutes. */
  readonly timeout: number | undefined;
}

/** One model that was pulled. */
interface PulledModel {
  readonly id: string;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Whether it was downloaded now, or was there. */
  readonly fresh: boolean;
}

/** @returns the exit code */
export async function runPull(options: PullOptions): Promise<number> {
  const catalog = await loadCatalog(options.root);
  const names = choose(options, catalog);
  const work = async (signal: AbortSignal): Promise<number> => {
    const outcome = await pull(names, options, catalog, signal);
    printOutcome(outcome, options, describe);
    const [only, ...others] = outcome.results;
    if (only && others.length === 0) await exportToGitHub(only);
    return outcome.code;
  };
  return interruptible(work, () => {
    if (!options.json) printLine('interrupted: what has come is kept, and the same command goes on from there');
  });
}

async function pull(names: readonly string[], options: PullOptions, { config }: Catalog, signal: AbortSignal) {
  const { root, json, offline, timeout } = options;
  const progress = showProgress({ quiet: json });
  const limits =
    timeout === undefined ? defaultDownloadLimits : { ...defaultDownloadLimits, overallMs: timeout * 60_000 };
  try {
    return await forEachModel(names, signal, async (model): Promise<PulledModel> => {
      const found = await resolveModel({ model, config, root, offline, signal, limits, onEvent: progress.model });
      const { id, path, sha256, bytes, fresh } = found;
      return { id, path, sha256, bytes, fresh };
    });
  } finally {
    progress.end();
  }
}

/** What to pull; ids that are none are told before anything is downloaded. */
function choose({ ids, ci, smallest: onlySmallest }: PullOptions, { models }: Catalog): readonly string[] {
  if (Number(ids.length > 0) + Number(ci) + Number(onlySmallest) > 1) {
    throw wrongUse('name models, or write --ci or --smallest: only one of the three');
  }
  const fitting = filterModels(models, { ci: true });
  if ((ci || onlySmallest) && fitting.length === 0) throw wrongUse('no model is marked `ci: true`');
  if (ci) return fitting.map(({ id }) => id);
  if (onlySmallest) return fitting.slice(0, 1).map(({ id }) => id);
  const names = ids.length > 0 ? [...new Set(ids)] : [chooseDownload(models, process.env)];
  findModels(
    models,
    names.filter((name) => name !== embeddedId && !isPath(name)),
  );
  return names;
}

const wrongUse = (message: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'wrong-use', message }], exitCodes.usage);

const describe = ({ id, path, bytes, fresh }: PulledModel): string =>
  `${id} (${formatBytes(bytes)}) ${fresh ? 'is downloaded and verified' : 'was there, and is verified'}: ${path}`;
