/** Imports TypeScript files of the user's; what goes wrong in one becomes a finding at its line. */
import { inspect } from 'node:util';
import { type Diagnostic, PipelineError, userFrame } from '../diagnostics/index.ts';
import { bundle, moduleName } from './bundle.ts';
import { guardedImport } from './guarded-import.ts';

export interface LoadedModule {
  readonly file: string;
  readonly module: Readonly<Record<string, unknown>>;
}

/** Beyond it the one module is so large that it runs slower than many. */
const joinedAtMost = 100;

/** Loads all files as one module; where one of them fails, each by itself, so that the others still load. */
export async function importAll(root: string, files: readonly string[]): Promise<(LoadedModule | PipelineError)[]> {
  if (files.length === 0) return [];
  const joined = files.length > 1 && files.length <= joinedAtMost;
  return (joined ? await importJoined(root, files) : undefined) ?? importEach(root, files);
}

/** Every file's module out of one; undefined when any of them fails: which one it was is then found one by one. */
async function importJoined(root: string, files: readonly string[]): Promise<LoadedModule[] | undefined> {
  try {
    const [whole] = await importBundle(root, files, true);
    if (whole === undefined || whole instanceof PipelineError) return undefined;
    return files.map((file, index) => ({
      file,
      module: whole.module[moduleName(index)] as LoadedModule['module'],
    }));
  } catch (error) {
    if (error instanceof PipelineError) return undefined;
    throw error;
  }
}

/** Compiles all files at once; where one does not compile, each by itself. */
async function importEach(root: string, files: readonly string[]): Promise<(LoadedModule | PipelineError)[]> {
  try {
    return await importBundle(root, files);
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    if (files.length === 1) return [error];
    const single: (LoadedModule | PipelineError)[] = [];
    for (const file of files) single.push(...(await importEach(root, [file])));
    return single;
  }
}

async function importBundle(
  root: string,
  files: readonly string[],
  joined = false,
): Promise<(LoadedModule | PipelineError)[]> {
  const { modules, dispose } = await bundle(root, files, { joined });
  process.setSourceMapsEnabled(true);
  const limit = Error.stackTraceLimit;
  // Libraries may throw from deep inside: the user's line must still be among the frames.
  Error.stackTraceLimit = 50;
  const loaded: (LoadedModule | PipelineError)[] = [];
  try {
    // One after the other and in order: what a pipeline does while it loads never depends on the others' timing.
    for (const [file, url] of joined ? [...modules].slice(0, 1) : modules) {
      try {
        loaded.push({ file, module: await guardedImport(url) });
      } catch (error) {
        loaded.push(loadFailure(file, error));
      }
    }
    return loaded;
  } finally {
    Error.stackTraceLimit = limit;
    dispose();
  }
}

const unresolved = ['MODULE_NOT_FOUND', 'ERR_MODULE_NOT_FOUND', 'ERR_PACKAGE_PATH_NOT_EXPORTED'];

/** What a pipeline threw, at the line that threw it. */
function loadFailure(file: string, error: unknown): PipelineError {
  const source = userFrame(error instanceof Error ? (error.stack ?? '') : '') ?? { file, line: 1, column: 1 };
  if (error instanceof PipelineError) {
    return new PipelineError(error.findings.map((finding) => ({ ...finding, source: finding.source ?? source })));
  }
  const [code, hint] =
    error instanceof Error && 'code' in error && unresolved.includes(String(error.code))
      ? ['unresolved-import', 'install the package, or mend the path']
      : ['pipeline-throws', 'a pipeline only describes: it must load without failing'];
  const finding: Diagnostic = { severity: 'error', code, message: describeThrown(error), source, hint };
  return new PipelineError([finding]);
}

/** On one line: the messages of some libraries are whole documents. */
function describeThrown(error: unknown): string {
  const text =
    error instanceof Error ? `${error.name}: ${error.message}` : `the pipeline throws ${inspect(error, { depth: 1 })}`;
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
