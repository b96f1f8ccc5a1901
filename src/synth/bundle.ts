/** Compiles TypeScript files of the user's into modules that Node can load, with their lines kept. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuildFailure, BuildOptions, Loader, Message, OutputFile, Plugin } from 'esbuild';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { installedPackages } from './installed-packages.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { writeFailure } from './write-failure.ts';

/** Modules of the user's, compiled. */
export interface Bundle {
  /** The URL of the compiled module by the file it was made from. */
  readonly modules: ReadonlyMap<string, string>;
  /** Removes the compiled modules. */
  readonly dispose: () => void;
}

/**
 * Compiles `files` into a temporary folder inside `root`, where their imports are found.
 *
 * `pipewright` is always this very package, whatever else is installed: authoring and synthesis share one copy.
 *
 * @param options `joined` makes one module of all files, with an export for each
 * @throws PipelineError with a finding for each error that the compiler reports
 */
export async function bundle(root: string, files: readonly string[], { joined = false } = {}): Promise<Bundle> {
  const { build } = await import('esbuild');
  const { path: folder, besidePackages } = temporaryFolder(root);
  const url = (name: string): string => pathToFileURL(join(folder, `${name}.mjs`)).href;
  try {
    const result = await build({
      ...(joined ? joinedEntry(root, files) : separateEntries(files)),
      bundle: true,
      write: false,
      absWorkingDir: root,
      outdir: folder,
      outExtension: { '.js': '.mjs' },
      format: 'esm',
      platform: 'node',
      target: 'node20',
      packages: besidePackages ? 'external' : 'bundle',
      sourcemap: 'linked',
      sourcesContent: false,
      define: { 'import.meta.url': '$url', 'import.meta.filename': '$filename', 'import.meta.dirname': '$dirname' },
      logLevel: 'silent',
      plugins: [ownPackage, ownLocation, ...(besidePackages ? [installedPackages(folder)] : [])],
    });
    writeModules(folder, result.outputFiles);
    return {
      modules: new Map(files.map((file, index) => [file, url(joined ? 'stdin' : moduleName(index))])),
      dispose: () => rmSync(folder, { recursive: true, force: true }),
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw isBuildFailure(error) ? new PipelineError(error.errors.map((each) => toDiagnostic(each, root))) : error;
  }
}

/** The name of a file's module, or in a joined module of the export that holds it. */
export const moduleName = (index: number): string => `m${index}`;

const separateEntries = (files: readonly string[]): BuildOptions => ({
  entryPoints: Object.fromEntries(files.map((file, index) => [moduleName(index), file])),
  splitting: true,
});

/** One module that exports each file's module under its name: far faster to load than as many modules. */
const joinedEntry = (root: string, files: readonly string[]): BuildOptions => ({
  stdin: {
    contents: files.map((file, index) => `export * as ${moduleName(index)} from ${JSON.stringify(file)};`).join('\n'),
    resolveDir: root,
  },
});

/** The entry points of this package by the name under which users import them. */
const ownEntries: Readonly<Record<string, string>> = {
  pipewright: 'index',
  'pipewright/steps': 'steps',
  'pipewright/runner': 'runner',
  'pipewright/projen': 'projen/index',
};

const ownPackage: Plugin = {
  name: 'own-package',
  setup(build) {
    build.onResolve({ filter: /^pipewright(\/|$)/ }, ({ path }) => {
      const entry = ownEntries[path];
      if (entry !== undefined) return { path: ownModule(entry), external: true };
      const known = Object.keys(ownEntries).map((each) => `"${each}"`);
      return {
        errors: [{ text: `Could not resolve "${path}"`, notes: [{ text: `there are ${known.join(', ')}` }] }],
      };
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

/** Tells modules where their source is: a pipeline may read the files beside it. */
const ownLocation: Plugin = {
  name: 'own-location',
  setup(build) {
    build.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!/\bimport\s*\.\s*meta\b/.test(text)) return undefined;
      const values = { $url: pathToFileURL(path).href, $filename: path, $dirname: dirname(path) };
      const declared = Object.entries(values).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
      // On the first line, so that the others keep their numbers.
      return { contents: `const ${declared.join(', ')}; ${text}`, loader: loaderOf(path) };
    });
  },
};

const loaderOf = (path: string): Loader =>
  (/\.([jt]sx?)$/.exec(path.replace(/\.[cm](?=[jt]s$)/, '.'))?.[1] ?? 'ts') as Loader;

function writeModules(folder: string, files: readonly OutputFile[]): void {
  let target = folder;
  try {
    mkdirSync(folder, { recursive: true });
    for (const { path, contents } of files) {
      target = path;
      writeFileSync(path, contents);
    }
  } catch (error) {
    throw writeFailure(target, error);
  }
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
