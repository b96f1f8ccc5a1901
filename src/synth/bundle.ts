/** Compiles TypeScript files of the user's into modules that Node can load, with their lines kept. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuildFailure, Message, OutputFile, Plugin } from 'esbuild';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';

/** Modules of the user's, compiled, and the files they were made from. */
export interface Bundle {
  /** The URL of the compiled module by the file it was made from. */
  readonly modules: ReadonlyMap<string, string>;
  /** Every local file that was read, absolute and sorted. */
  readonly inputs: readonly string[];
  /** Removes the compiled modules. */
  readonly dispose: () => void;
}

/**
 * Compiles `files` into a temporary folder inside `root`, where their imports are found.
 *
 * `pipewright` is always this very package, whatever else is installed: authoring and synthesis share one copy.
 *
 * @throws PipelineError with a finding for each error that the compiler reports
 */
export async function bundle(root: string, files: readonly string[]): Promise<Bundle> {
  const { build } = await import('esbuild');
  const folder = temporaryFolder(root);
  const entryPoints = Object.fromEntries(files.map((file, index) => [`m${index}`, file]));
  try {
    const result = await build({
      entryPoints,
      bundle: true,
      splitting: true,
      write: false,
      metafile: true,
      absWorkingDir: root,
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: 'external',
      sourcemap: 'linked',
      sourcesContent: false,
      logLevel: 'silent',
      plugins: [ownPackage],
    });
    writeModules(folder, result.outputFiles);
    const inputs = Object.keys(result.metafile.inputs).map((file) => resolve(root, file));
    return {
      modules: new Map(files.map((file, index) => [file, pathToFileURL(join(folder, `m${index}.mjs`)).href])),
      inputs: inputs.filter((file) => existsSync(file)).sort(),
      dispose: () => rmSync(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw isBuildFailure(error) ? new PipelineError(error.errors.map((each) => toDiagnostic(each, root)), 1) : error;
  }
}

/** The entry points of this package by the name under which users import them. */
const ownEntries: Readonly<Record<string, string>> = {
  pipewright: 'index',
  'pipewright/projen': 'projen/index',
};

const ownPackage: Plugin = {
  name: 'own-package',
  setup(build) {
    build.onResolve({ filter: /^pipewright(\/|$)/ }, ({ path }) => {
      const entry = ownEntries[path];
      return entry === undefined ? undefined : { path: ownModule(entry), external: true };
    });
  },
};

/** The URL of a module of this package: beside the sources when they run, else in the build. */
function ownModule(entry: string): string {
  const here = dirname(fileURLToPath(import.meta.url)).replaceAll('\\', '/');
  const source = /^(.*\/src)\/synth$/.exec(here)?.[1];
  if (source !== undefined) return pathToFileURL(`${source}/${entry}.ts`).href;
  let folder = here;
  while (!existsSync(join(folder, `${entry}.js`))) folder = dirname(folder);
  return pathToFileURL(join(folder, `${entry}.js`)).href;
}

/** Inside the nearest `node_modules`, so that the imports of the compiled modules are found from there. */
function temporaryFolder(root: string): string {
  for (let folder = root; ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    if (existsSync(modules)) {
      const cache = join(modules, '.cache', 'pipewright');
      try {
        mkdirSync(cache, { recursive: true });
        return mkdtempSync(join(cache, 'run-'));
      } catch {
        // A folder that can't be written to is not where the modules have to be.
        break;
      }
    }
    if (dirname(folder) === folder) break;
  }
  return mkdtempSync(join(tmpdir(), 'pipewright-'));
}

function writeModules(folder: string, files: readonly OutputFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path, contents } of files) writeFileSync(path, contents);
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}

function toDiagnostic({ text, location, notes }: Message, root: string): Diagnostic {
  return {
    severity: 'error',
    code: text.startsWith('Could not resolve') ? 'unresolved-import' : 'does-not-compile',
    message: text,
    source: location
      ? { file: resolve(root, location.file), line: location.line, column: location.column + 1 }
      : undefined,
    hint: notes[0]?.text ?? 'mend the syntax, then run the command again',
  };
}
