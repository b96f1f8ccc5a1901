/** Type-checks pipelines with the user's own TypeScript, beside synthesis, and remembers by content what passed. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, parse, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics/index.ts';
import { cacheFolder } from './temporary-folder.ts';
import { hasPassed, keyOf, rememberPass } from './type-cache.ts';
import { writeFailure } from './write-failure.ts';

interface TypeScript {
  readonly version: string;
  /** The command that runs the compiler, and its first arguments. */
  readonly command: readonly [string, ...string[]];
}

/**
 * The type errors of files, as findings; none when TypeScript is not installed, which is the user's choice.
 *
 * A pass is remembered in `node_modules/.cache` until a file that the compiler read, a setting or a version changes.
 */
export async function typeCheck(root: string, files: readonly string[]): Promise<Diagnostic[]> {
  const typescript = findTypeScript(root);
  if (!typescript || files.length === 0) return [];
  const settings = JSON.stringify(compilerSettings(root, files), undefined, 2);
  const key = keyOf([typescript.version, settings], settingFiles(root, files));
  const cache = cacheFolder(root);
  if (cache !== undefined && hasPassed(cache, key)) return [];
  const folder = cache ?? mkdtempSync(join(tmpdir(), 'pipewright-'));
  try {
    const { findings, read } = await compile(typescript, root, writeProject(folder, settings));
    if (findings.length === 0 && cache !== undefined) rememberPass(cache, key, read);
    return findings;
  } finally {
    if (cache === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Where `name` is installed for the repository. */
function findPackage(root: string, name: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve(`${name}/package.json`);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

function findTypeScript(root: string): TypeScript | undefined {
  const manifest = findPackage(root, 'typescript');
  if (manifest === undefined) return undefined;
  const { version, bin } = readManifest(manifest);
  const script = resolve(dirname(manifest), bin.tsc);
  const program = findProgram(manifest, version);
  return { version, command: program === undefined ? [process.execPath, script] : [program] };
}

/** The program that the script of TypeScript 7 would start: a whole start of Node sooner. */
function findProgram(typescript: string, version: string): string | undefined {
  const manifest = findPackage(dirname(typescript), `@typescript/typescript-${process.platform}-${process.arch}`);
  // One of another version belongs to somebody else's TypeScript.
  if (manifest === undefined || readManifest(manifest).version !== version) return undefined;
  const program = join(dirname(manifest), 'lib', process.platform === 'win32' ? 'tsc.exe' : 'tsc');
  return existsSync(program) ? program : undefined;
}

const readManifest = (file: string): { readonly version: string; readonly bin: { readonly tsc: string } } =>
  JSON.parse(readFileSync(file, 'utf8'));

/** The user's own settings, with those on top without which pipelines could not be read. */
function compilerSettings(root: string, files: readonly string[]): object {
  const own = ownSettings(root, files);
  const node = findPackage(root, '@types/node');
  return {
    ...(own ? { extends: own } : {}),
    compilerOptions: {
      target: 'es2022',
      module: 'esnext',
      moduleResolution: 'bundler',
      strict: true,
      noEmit: true,
      composite: false,
      incremental: false,
      declaration: false,
      emitDeclarationOnly: false,
      allowImportingTsExtensions: true,
      skipLibCheck: true,
      // A repository's own setting would refuse what lies outside its sources, as pipelines do.
      rootDir: parse(root).root,
      ...(node ? { types: ['node'], typeRoots: [dirname(dirname(node))] } : {}),
    },
    files: [...files, ...declarations(files)],
    include: [],
  };
}

const foldersOf = (files: readonly string[]): string[] => [...new Set(files.map((file) => dirname(file)))];

/** What an editor sees beside the pipelines: declarations that no import names. */
const declarations = (files: readonly string[]): string[] =>
  foldersOf(files).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^[^.].*\.d\.[cm]?ts$/.test(name))
      .sort()
      .map((name) => join(folder, name)),
  );

/** The settings that an editor would use for the pipelines: those beside them, else those of the repository. */
const ownSettings = (root: string, files: readonly string[]): string | undefined =>
  [...foldersOf(files), root].map((folder) => join(folder, 'tsconfig.json')).find((file) => existsSync(file));

/** Files on which the result depends and that the compiler does not name: settings, locks, this package's version. */
function settingFiles(root: string, files: readonly string[]): string[] {
  const here = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');
  const own = here.replace(/\/(src|dist)\/.*$/, '/package.json');
  const settings = [...foldersOf(files), root].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => /^tsconfig.*\.json$/.test(name))
      .map((name) => join(folder, name)),
  );
  const locks = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock'].map((name) => join(root, name));
  return [...new Set([...settings, ...locks, own])].filter((file) => existsSync(file)).sort();
}

function writeProject(folder: string, settings: string): string {
  const project = join(folder, 'tsconfig.json');
  try {
    writeFileSync(project, settings);
    return project;
  } catch (error) {
    throw writeFailure(project, error);
  }
}

interface Compilation {
  readonly findings: Diagnostic[];
  /** The files that were read, absolute. */
  readonly read: readonly string[];
}

async function compile({ command }: TypeScript, root: string, project: string): Promise<Compilation> {
  const { output, failed } = await runCompiler(command, project, root);
  const findings = parseCompilerOutput(output, root);
  if (failed && findings.length === 0) findings.push(crash(output));
  const lines = output.split(/\r?\n/);
  return { findings, read: lines.filter((line) => /^(\/|[A-Za-z]:[\\/])[^<>]+\.[cm]?(tsx?|json)$/.test(line)) };
}

function crash(output: string): Diagnostic {
  const reason =
    output.split('\n').find((line) => /\S/.test(line) && !/^(\/|[A-Za-z]:)/.test(line)) ?? 'it says nothing';
  const hint = 'run it by itself to see why, or skip it with --no-types';
  return {
    severity: 'error',
    code: 'type-check-failed',
    message: `the compiler of TypeScript failed: ${reason.trim()}`,
    hint,
  };
}

function runCompiler(
  [program, ...args]: TypeScript['command'],
  project: string,
  root: string,
): Promise<{ output: string; failed: boolean }> {
  return new Promise((done, fail) => {
    const child = spawn(program, [...args, '-p', project, '--pretty', 'false', '--listFiles'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', fail);
    child.on('close', (code) => done({ output: Buffer.concat(chunks).toString(), failed: code !== 0 }));
  });
}

/** `file(line,column): error TS2322: message`, further lines of a message indented. */
function parseCompilerOutput(output: string, root: string): Diagnostic[] {
  const findings: Diagnostic[] = [];
  for (const line of output.split(/\r?\n/)) {
    const [, file, row, column, code, message] = /^(.+?)\((\d+),(\d+)\): error (TS\d+): (.*)$/.exec(line) ?? [];
    const [, generalCode, general] = /^error (TS\d+): (.*)$/.exec(line) ?? [];
    if (file !== undefined && message !== undefined) {
      const source = { file: resolve(root, file), line: Number(row), column: Number(column) };
      findings.push({ severity: 'error', code: 'type-error', message: `${message} (${code})`, source });
    } else if (general !== undefined) {
      findings.push({ severity: 'error', code: 'type-error', message: `${general} (${generalCode})` });
    } else if (/^\s+\S/.test(line) && findings.length > 0) {
      const last = findings[findings.length - 1] as Diagnostic;
      findings[findings.length - 1] = { ...last, hint: [last.hint, line.trim()].filter(Boolean).join('\n       ') };
    }
  }
  return findings;
}
