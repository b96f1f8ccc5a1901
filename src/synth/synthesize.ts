/** From pipelines to files: loads, checks, writes or compares. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLock, toCatalog } from '../actions/lock.ts';
import type { Config } from '../config/index.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import type { ActionCatalog } from '../lint/index.ts';
import { type Comparison, compareWithDisk, type GeneratedFile } from './drift.ts';
import { checkWithGitHub } from './github-parser.ts';
import { findPipelineFiles, loadConfig, loadPipelines } from './load.ts';
import { manifestName, writeManifest } from './manifest.ts';
import { compilePipelines } from './outputs.ts';
import { typeCheck } from './type-check.ts';

export interface SynthesisOptions {
  /** Overrides `typeCheck` of the settings. */
  readonly typeCheck?: boolean;
}

export interface Synthesis {
  readonly config: Config;
  /** Everything found in the pipelines; with an error among them nothing may be written. */
  readonly findings: readonly Diagnostic[];
  readonly files: readonly GeneratedFile[];
  readonly comparison: Comparison;
}

/**
 * Loads and checks the pipelines of a repository, and compares their files with the disk. Writes nothing.
 *
 * @throws PipelineError when there is nothing to synthesize, or the settings are wrong
 */
export async function synthesize(root: string, options: SynthesisOptions = {}): Promise<Synthesis> {
  const config = await loadConfig(root);
  const sources = findPipelineFiles(root, config);
  if (sources.length === 0) throw nothingToDo(root, config);
  const loaded = await loadPipelines(root, sources);
  const types =
    (options.typeCheck ?? config.typeCheck) ? typeCheck(root, sources, loaded.inputs) : Promise.resolve<Diagnostic[]>([]);
  const actions = loadCatalog(root, config);
  const { files, findings } = compilePipelines(root, loaded.pipelines, { actions, labels: config.labels });
  const own = [...loaded.findings, ...findings];
  // GitHub's parser repeats in fewer words what the rules found already.
  const parsed = own.some(isError) ? [] : await checkWithGitHub(files);
  const all = [...own, ...parsed, ...(await types)];
  const manifest = `${config.generated}/${manifestName}`;
  const generated = [...files, { path: manifest, text: writeManifest(files) }];
  // A pipeline that could not be loaded would make its own workflow look abandoned.
  const comparison = all.some(isError) ? { changes: [], findings: [] } : compareWithDisk(root, generated, manifest);
  return { config, findings: [...all, ...comparison.findings], files: generated, comparison };
}

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

function loadCatalog(root: string, config: Config): ActionCatalog {
  const file = join(root, config.generated, 'actions.lock.json');
  return existsSync(file) ? toCatalog(readLock(readFileSync(file, 'utf8'), file)) : {};
}

function nothingToDo(root: string, config: Config): PipelineError {
  const isProject = ['package.json', '.git', 'pipewright.config.ts'].some((name) => existsSync(join(root, name)));
  const [code, message, hint] = isProject
    ? ['no-pipelines', `there are no pipelines: ${config.pipelines}/*.ts`, 'run `npx pipewright init` to write a first one']
    : ['no-project', 'this folder is not a repository: it has neither package.json nor .git', 'go to the root of a repository'];
  return new PipelineError([{ severity: 'error', code, message, hint }], 2);
}
