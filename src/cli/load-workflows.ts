/** Loads the workflows that `plan` and `budget` look at: pipelines, YAML files, and folders with either. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Config } from '../config/index.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import type { Document, Workflow } from '../model/index.ts';
import { decodeUtf8 } from '../synth/decode.ts';
import { findPipelineFiles, loadConfig } from '../synth/index.ts';
import { loadPipelines } from '../synth/load.ts';
import { writePipelines } from '../synth/outputs.ts';
import { repositoryAt } from '../synth/repository.ts';
import { readYaml } from '../yaml/read.ts';

export interface LoadedWorkflow {
  /** From the root, with forward slashes. */
  readonly file: string;
  readonly workflow: Workflow;
  /** Finds a workflow of its repository that it calls. */
  readonly resolve: (uses: string) => Workflow | undefined;
}

export interface LoadedWorkflows {
  readonly workflows: readonly LoadedWorkflow[];
  readonly findings: readonly Diagnostic[];
}

const usualFolder = '.github/workflows';
/** GitHub reads files of about half a megabyte; what is four times as large is not looked into. */
const largest = 2_000_000;
const isPipeline = (path: string): boolean => /\.[cm]?ts$/.test(path);
const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

/**
 * @param named paths from the current folder; none for the pipelines of the repository and its other workflows
 * @param config by default what the root has
 * @throws PipelineError with exit code 2 when there is no workflow, or a file can't be read
 */
export async function loadWorkflows(root: string, named: readonly string[], config?: Config): Promise<LoadedWorkflows> {
  const paths = named.length > 0 ? named.flatMap(filesAt) : usualFiles(root, config ?? (await loadConfig(root)));
  if (paths.length === 0) throw noWorkflows(named);
  const findings: Diagnostic[] = [];
  const loaded = await loadPipelines(root, paths.filter(isPipeline));
  findings.push(...loaded.findings);
  const written = new Map<string, Document>(
    writePipelines(root, loaded.pipelines).map(({ path, document }) => [path, document]),
  );
  const fromPipelines = loaded.pipelines.map(({ file, document }) => ({ path: file, document }));
  // The file that a pipeline writes is that pipeline again.
  const others = paths.filter((path) => isYaml(path) && (named.length > 0 || !written.has(nameIn(root, path))));
  const fromFiles = others.flatMap((path) => readFile(root, path, findings));
  const finders = new Map<string, LoadedWorkflow['resolve']>();
  const workflows = [...fromPipelines, ...fromFiles].flatMap(({ path, document }): LoadedWorkflow[] => {
    if (document.kind !== 'workflow') return [];
    const owner = isPipeline(path) ? root : (ownerOf(path) ?? root);
    const repository = repositoryAt(owner, owner === root ? written : new Map());
    const find = finders.get(owner) ?? ((uses) => repository.workflow(uses));
    finders.set(owner, find);
    return [{ file: nameIn(root, path), workflow: document, resolve: find }];
  });
  return { workflows, findings };
}

const nameIn = (root: string, path: string): string => relative(root, resolve(path)).replaceAll('\\', '/');

function usualFiles(root: string, config: Config): string[] {
  return [...findPipelineFiles(root, config), ...filesIn(join(root, usualFolder), isYaml)];
}

/** A folder stands for the workflows in it. */
function filesAt(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw unreadable(`there is no file ${path}`, 'name a pipeline, a YAML file, or a folder with either');
  if (stats.isDirectory())
    return filesIn(path, (name) => isYaml(name) || /^[^.].*(?<!\.(?:test|test-d|d))\.[cm]?ts$/.test(name));
  if (isYaml(path) || isPipeline(path)) return [resolve(path)];
  throw unreadable(`${path} is no workflow`, 'name a pipeline, a YAML file, or a folder with either');
}

function filesIn(folder: string, fits: (name: string) => boolean): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const names = entries.filter((entry) => !entry.isDirectory() && fits(entry.name)).map(({ name }) => name);
  return names.sort().map((name) => resolve(folder, name));
}

function readFile(root: string, path: string, findings: Diagnostic[]): { path: string; document: Document }[] {
  const bytes = readBytes(path);
  const refuse = (code: string, message: string, place = { line: 1, column: 1 }): [] => {
    findings.push({ severity: 'error', code, message, source: { file: path, ...place } });
    return [];
  };
  if (bytes.length > largest)
    return refuse('file-size', `the file has ${(bytes.length / 1e6).toFixed(1)} MB, and GitHub reads 0.5`);
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded)
    return refuse('invalid-encoding', decoded.problem, { line: decoded.line, column: decoded.column });
  const { document, findings: problems } = readYaml(decoded.text, nameIn(root, path));
  findings.push(...problems.map((each) => (each.source ? { ...each, source: { ...each.source, file: path } } : each)));
  return document ? [{ path, document }] : [];
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw unreadable(`${path} can't be read: ${reason}`, undefined, error);
  }
}

/** The nearest folder around a file that has a `.github`: what the file calls by path is there. */
function ownerOf(path: string): string | undefined {
  for (let folder = dirname(resolve(path)); dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) !== '.github' && existsSync(join(folder, '.github'))) return folder;
  }
  return undefined;
}

const unreadable = (message: string, hint?: string, cause?: unknown): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'unreadable-file', message, hint }], 2, { cause });

function noWorkflows(named: readonly string[]): PipelineError {
  const where = named.length > 0 ? `in ${named.join(', ')}` : `here: neither pipelines nor ${usualFolder}`;
  const hint = 'go to the root of a repository, or name the files';
  return new PipelineError(
    [{ severity: 'error', code: 'no-workflows', message: `there are no workflows ${where}`, hint }],
    2,
  );
}
