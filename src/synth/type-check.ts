/** Type-checks pipelines with the user's own TypeScript, beside synthesis, and remembers by content what passed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Diagnostic } from '../diagnostics/index.ts';

interface TypeScript {
  readonly version: string;
  /** The script that runs the compiler. */
  readonly compiler: string;
}

/**
 * The type errors of files, as findings; none when TypeScript is not installed, which is the user's choice.
 *
 * @param inputs every local file the pipelines are made from; together with versions and settings they are the key
 *   under which a pass is remembered in `node_modules/.cache`
 */
export async function typeCheck(root: string, files: readonly string[], inputs: readonly string[]): Promise<Diagnostic[]> {
  const typescript = findTypeScript(root);
  if (!typescript || files.length === 0) return [];
  const cache = join(root, 'node_modules', '.cache', 'pipewright');
  const project = join(cache, 'tsconfig.json');
  const settings = JSON.stringify(compilerSettings(root, files), undefined, 2);
  const passed = join(cache, 'types-passed');
  const key = contentKey(typescript.version, settings, [...inputs, ...typeSources(root, files)]);
  if (existsSync(passed) && readFileSync(passed, 'utf8') === key) return [];
  mkdirSync(cache, { recursive: true });
  writeFileSync(project, settings);
  const findings = parseCompilerOutput(await runCompiler(typescript.compiler, project, root), root);
  if (findings.length === 0) writeFileSync(passed, key);
  return findings;
}

function findTypeScript(root: string): TypeScript | undefined {
  try {
    const manifest = createRequire(join(root, 'package.json')).resolve('typescript/package.json');
    const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string; bin: { tsc: string } };
    return { version, compiler: resolve(dirname(manifest), bin.tsc) };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** The user's own settings, with those on top without which pipelines could not be read. */
function compilerSettings(root: string, files: readonly string[]): object {
  const own = ownSettings(root, files);
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
      rootDir: root,
      ...(existsSync(join(root, 'node_modules', '@types', 'node')) ? { types: ['node'] } : {}),
    },
    files,
    include: [],
  };
}

/** The settings that an editor would use for the pipelines: those beside them, else those of the repository. */
function ownSettings(root: string, files: readonly string[]): string | undefined {
  const folders = [...files.slice(0, 1).map((file) => dirname(file)), root];
  return folders.map((folder) => join(folder, 'tsconfig.json')).find((file) => existsSync(file));
}

/** Files besides the pipelines on which the result depends: the settings, and this package's own types. */
function typeSources(root: string, files: readonly string[]): string[] {
  const here = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');
  const own = here.replace(/\/(src|dist)\/.*$/, '/package.json');
  return [ownSettings(root, files), join(root, 'package-lock.json'), own].filter(
    (file): file is string => file !== undefined && existsSync(file),
  );
}

function contentKey(version: string, settings: string, files: readonly string[]): string {
  const hash = createHash('sha256').update(version).update(settings);
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function runCompiler(compiler: string, project: string, root: string): Promise<string> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [compiler, '-p', project, '--pretty', 'false'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += String(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      output += String(chunk);
    });
    child.on('error', fail);
    child.on('close', () => done(output));
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
