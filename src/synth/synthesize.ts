/** From pipelines to files: loads, checks, writes or compares. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPins } from '../actions/check-pins.ts';
import { type ActionLock, readLock, toCatalog } from '../actions/lock.ts';
import type { Config } from '../config/index.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { writePages } from '../pages/index.ts';
import { budgetFiles } from './budget-files.ts';
import { type Comparison, compareWithDisk, type GeneratedFile } from './drift.ts';
import { findPipelineFiles, loadPipelines } from './load.ts';
import { loadConfig } from './load-config.ts';
import { manifestName, writeManifest } from './manifest.ts';
import { samePath, writePipelines } from './outputs.ts';
import { repositoryAt } from './repository.ts';
import { typeCheck } from './type-check.ts';

export interface SynthesisOptions {
  /** Overrides `typeCheck` of the settings. */
  readonly typeCheck?: boolean;
  /** Has actionlint read the files as well, which takes longer than all the rest. @default false */
  readonly actionlint?: boolean;
}

export interface Synthesis {
  readonly config: Config;
  /** Everything found in the pipelines; with an error among them nothing may be written. */
  readonly findings: readonly Diagnostic[];
  readonly files: readonly GeneratedFile[];
  readonly comparison: Comparison;
  /** That a month takes more than the settings allow: a warning when files are written, a failure when they are checked. */
  readonly beyondBudget?: Diagnostic;
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
  const types = (options.typeCheck ?? config.typeCheck) ? typeCheck(root, sources) : Promise.resolve<Diagnostic[]>([]);
  // They may fail before anyone waits for them; the waits below still get their errors.
  types.catch(() => {});
  const loading = loadPipelines(root, sources);
  loading.catch(() => {});
  // The rules are many: they are loaded while the pipelines are bundled.
  const { permissionNeeds, startLint } = await import('../lint/index.ts');
  const lintFiles = startLint({ expected: sources.length, actionlint: options.actionlint ?? false });
  const loaded = await loading;
  const lock = loadLock(root, config);
  const actions = lock ? toCatalog(lock) : {};
  const files = writePipelines(root, loaded.pipelines);
  const written = new Map(files.map(({ path, document }) => [path, document]));
  const repository = repositoryAt(root, written);
  const linting = lintFiles(files, { actions, labels: config.labels, repository });
  // They are made while GitHub's parser reads on its thread.
  const pages = eager(() => writePages(files, { generated: config.generated, needsOf: permissionNeeds }));
  const budgeting = budgetFiles({ root, config, written, repository });
  budgeting.catch(() => {});
  const linted = await linting;
  const all = [...loaded.findings, ...linted, ...samePath(files), ...pinFindings(root, config, lock), ...(await types)];
  const manifest = `${config.generated}/${manifestName}`;
  const budget = all.some(isError) ? undefined : await budgeting;
  const listed = budget ? [...files, ...pages(), ...budget.files] : files;
  const generated = [...listed, { path: manifest, text: writeManifest(listed) }];
  // A pipeline that could not be loaded would make its own workflow look abandoned.
  const comparison = all.some(isError) ? { changes: [], findings: [] } : compareWithDisk(root, generated, manifest);
  const beyond = budget?.beyond ? { beyondBudget: budget.beyond } : {};
  return {
    config,
    findings: [...all, ...(budget?.findings ?? []), ...comparison.findings],
    files: generated,
    comparison,
    ...beyond,
  };
}

/** Does the work now; what came of it, an error too, is for who asks. */
function eager<T>(work: () => T): () => T {
  try {
    const result = work();
    return () => result;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

export const isError = ({ severity }: Diagnostic): boolean => severity === 'error';

const lockName = 'actions.lock.json';

/** The lock of actions, where the repository has one. */
export function loadLock(root: string, config: Config): ActionLock | undefined {
  const file = join(root, config.generated, lockName);
  return existsSync(file) ? readLock(readFileSync(file, 'utf8'), file) : undefined;
}

/** Where the bindings of actions are not those of the lock: one of the two was edited by hand. */
function pinFindings(root: string, config: Config, lock: ActionLock | undefined): Diagnostic[] {
  const folder = join(root, config.generated, 'actions');
  if (!existsSync(folder)) return [];
  const bindings = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => ({ file: join(folder, name), text: readFileSync(join(folder, name), 'utf8') }));
  if (lock || bindings.length === 0) return lock ? checkPins(lock, bindings) : [];
  const message = `the bindings of actions have no lock: ${config.generated}/${lockName} is missing`;
  const hint = 'restore it from Git, or run `npx pipewright init`, which writes what is missing';
  return [{ severity: 'error', code: 'missing-action-lock', message, hint }];
}

function nothingToDo(root: string, config: Config): PipelineError {
  const isProject = ['package.json', '.git', 'pipewright.config.ts'].some((name) => existsSync(join(root, name)));
  const [code, message, hint] = isProject
    ? [
        'no-pipelines',
        `there are no pipelines: ${config.pipelines}/*.ts`,
        'run `npx pipewright init` to write a first one',
      ]
    : [
        'no-project',
        'this folder is not a repository: it has neither package.json nor .git',
        'go to the root of a repository',
      ];
  return new PipelineError([{ severity: 'error', code, message, hint }], 2);
}
