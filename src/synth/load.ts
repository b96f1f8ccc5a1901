/** Loads the settings and the pipelines of a repository, and says what is wrong with each file. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Config, configSchema } from '../config/index.ts';
import { type Diagnostic, PipelineError, userFrame } from '../diagnostics/index.ts';
import type { Document } from '../model/index.ts';
import { bundle } from './bundle.ts';

/** One pipeline file and what it describes. */
export interface Pipeline {
  /** Absolute. */
  readonly file: string;
  readonly document: Document;
}

export interface LoadedPipelines {
  readonly pipelines: readonly Pipeline[];
  readonly findings: readonly Diagnostic[];
  /** Every local file that the pipelines are made from. */
  readonly inputs: readonly string[];
}

const configFile = 'pipewright.config.ts';
// A registered symbol, see authoring/definition.ts: what a pipeline exports keeps its data under it.
const definition = Symbol.for('pipewright.definition');

/**
 * The settings of the repository, or the defaults where it has none.
 *
 * @throws PipelineError when the file does not compile, throws, or holds a wrong setting
 */
export async function loadConfig(root: string): Promise<Config> {
  const file = join(root, configFile);
  if (!existsSync(file)) return configSchema.parse({});
  const [exported] = await importAll(root, [file]);
  if (exported instanceof PipelineError) throw exported;
  const parsed = configSchema.safeParse(exported?.module['default']);
  if (parsed.success) return parsed.data;
  throw new PipelineError(
    parsed.error.issues.map(({ message, path }) => ({
      severity: 'error',
      code: 'invalid-config',
      message,
      source: { file, line: 1, column: 1 },
      path: path.join('.') || 'default',
      hint: 'write export default defineConfig({ … })',
    })),
    2,
  );
}

/** The pipeline files, sorted by name whatever the file system's order. */
export function findPipelineFiles(root: string, config: Config): string[] {
  const folder = resolve(root, config.pipelines);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((each) => each.isFile() && /\.[cm]?ts$/.test(each.name) && !/\.(test|test-d|d)\.[cm]?ts$/.test(each.name))
    .map((each) => join(folder, each.name))
    .sort((left, right) => (left < right ? -1 : 1));
}

/** Loads pipeline files; a file that can't be loaded becomes a finding, and the others are loaded all the same. */
export async function loadPipelines(root: string, files: readonly string[]): Promise<LoadedPipelines> {
  const findings: Diagnostic[] = [];
  const pipelines: Pipeline[] = [];
  const inputs = new Set<string>(files);
  for (const loaded of await importAll(root, files)) {
    if (loaded instanceof PipelineError) findings.push(...loaded.findings);
    else {
      for (const each of loaded.inputs) inputs.add(each);
      const document = documentOf(loaded.file, loaded.module);
      if ('severity' in document) findings.push(document);
      else pipelines.push({ file: loaded.file, document });
    }
  }
  return { pipelines, findings, inputs: [...inputs].sort() };
}

interface LoadedModule {
  readonly file: string;
  readonly module: Readonly<Record<string, unknown>>;
  readonly inputs: readonly string[];
}

/** Compiles all files at once; where one does not compile, each by itself, so that the others still load. */
async function importAll(root: string, files: readonly string[]): Promise<(LoadedModule | PipelineError)[]> {
  if (files.length === 0) return [];
  try {
    return await importBundle(root, files);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    if (files.length === 1) return [error];
    const single = await Promise.all(files.map((file) => importAll(root, [file])));
    return single.flat();
  }
}

async function importBundle(root: string, files: readonly string[]): Promise<(LoadedModule | PipelineError)[]> {
  const { modules, inputs, dispose } = await bundle(root, files);
  process.setSourceMapsEnabled(true);
  const loaded: (LoadedModule | PipelineError)[] = [];
  try {
    // One after the other and in order: what a pipeline does while it loads never depends on the others' timing.
    for (const [file, url] of modules) {
      try {
        loaded.push({ file, inputs, module: (await import(url)) as Readonly<Record<string, unknown>> });
      } catch (error) {
        loaded.push(loadFailure(file, error));
      }
    }
    return loaded;
  } finally {
    dispose();
  }
}

/** What a pipeline threw, at the line that threw it. */
function loadFailure(file: string, error: unknown): PipelineError {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const source = userFrame(stack) ?? { file, line: 1, column: 1 };
  if (error instanceof PipelineError) {
    return new PipelineError(error.findings.map((finding) => ({ ...finding, source: finding.source ?? source })));
  }
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const code = 'code' in Object(error) && String(Object(error).code).includes('MODULE_NOT_FOUND') ? 'unresolved-import' : 'pipeline-throws';
  const hint = code === 'pipeline-throws' ? 'a pipeline only describes: it must load without failing' : 'install the package, or mend the path';
  return new PipelineError([{ severity: 'error', code, message: message.split('\n')[0] ?? message, source, hint }]);
}

/** The workflow or action that a module exports by default. */
function documentOf(file: string, module: Readonly<Record<string, unknown>>): Document | Diagnostic {
  const source = { file, line: 1, column: 1 };
  const hint = 'write export default workflow({ … })';
  const described = Object.values(module).filter((each) => dataOf(each) !== undefined);
  if (!('default' in module)) {
    const message =
      described.length > 1 ? 'the file exports more than one workflow, and none by default' : 'the file has no default export';
    return { severity: 'error', code: 'no-default-export', message, source, hint };
  }
  const document = dataOf(module['default']);
  if (document === undefined) {
    return { severity: 'error', code: 'not-a-workflow', message: 'the default export is not a workflow', source, hint };
  }
  if (new Set(described).size > 1) {
    const message = 'the file exports more than one workflow, and only the default one would be written';
    return { severity: 'error', code: 'several-exports', message, source, hint: 'give each workflow a file of its own' };
  }
  return document;
}

function dataOf(value: unknown): Document | undefined {
  if (typeof value !== 'object' || value === null || !(definition in value)) return undefined;
  const data = (value as { readonly [definition]: { readonly kind: string } })[definition];
  return data.kind === 'workflow' || data.kind === 'action' ? (data as Document) : undefined;
}
