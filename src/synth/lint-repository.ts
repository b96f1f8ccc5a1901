/** Lints workflows that were written by hand: reads them, and asks the rules and the other programs. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { lockOf, toCatalog } from '../actions/lock.ts';
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { type FileToLint, type Repository, startLint } from '../lint/index.ts';
import { readYaml } from '../yaml/read.ts';
import { decodeUtf8 } from './decode.ts';
import { loadConfig } from './load-config.ts';
import { workflowFolder } from './outputs.ts';
import { repositoryAt } from './repository.ts';
import { loadLock } from './synthesize.ts';

export interface LintResult {
  readonly findings: readonly Diagnostic[];
  /** How many files were read. */
  readonly files: number;
}

/** GitHub reads files of about half a megabyte; what is four times as large is not looked into. */
const largest = 2_000_000;

/**
 * Lints the workflows of a repository, or the files and folders that are named.
 *
 * @param named paths from the current folder; none for `.github/workflows`
 * @throws PipelineError when there is nothing to lint, a file is not there, or the settings are wrong
 */
export async function lintRepository(root: string, named: readonly string[]): Promise<LintResult> {
  const paths = named.length > 0 ? named.flatMap(filesAt) : filesIn(join(root, workflowFolder));
  if (paths.length === 0) throw nothingToLint(named);
  const lint = startLint({ expected: paths.length, actionlint: true });
  const reading = Promise.all(paths.map(readBytes));
  // It may fail before anyone waits for it; the wait below still gets its error.
  reading.catch(() => {});
  const config = await loadConfig(root);
  const lock = loadLock(root, config) ?? lockOf((await import('../actions/builtin.ts')).builtinActions);
  const options = { actions: toCatalog(lock), labels: config.labels };
  const contents = await reading;
  const findings = await lint(readFiles(root, paths, contents), options);
  return { findings: findings.map((finding) => withFullPath(root, finding)), files: paths.length };
}

/** A folder stands for the YAML files in it. */
function filesAt(path: string): string[] {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? filesIn(path) : [path];
}

function filesIn(folder: string): string[] {
  const names = (existsSync(folder) ? readdirSync(folder) : []).filter((name) => /\.ya?ml$/.test(name));
  return names.sort().map((name) => join(folder, name));
}

/** Reads each file when its turn comes; a rule that asks for another one reads it itself. */
function* readFiles(root: string, paths: readonly string[], contents: readonly Buffer[]): Generator<FileToLint> {
  const repositories = new Map<string, Repository>();
  const repositoryOf = (path: string): Repository => {
    const folder = ownerOf(resolve(path)) ?? root;
    const repository = repositories.get(folder) ?? repositoryAt(folder, new Map());
    repositories.set(folder, repository);
    return repository;
  };
  for (const [index, path] of paths.entries()) {
    const file = toFile(root, path, contents[index] ?? Buffer.alloc(0));
    yield { ...file, repository: repositoryOf(path) };
  }
}

/** The nearest folder around a file that has a `.github`: what the file calls by path is there. */
function ownerOf(path: string): string | undefined {
  for (let folder = dirname(path); dirname(folder) !== folder; folder = dirname(folder)) {
    if (basename(folder) !== '.github' && existsSync(join(folder, '.github'))) return folder;
  }
  return undefined;
}

function toFile(root: string, path: string, bytes: Buffer): FileToLint {
  const name = relative(root, resolve(path)).replaceAll('\\', '/');
  if (bytes.length > largest) return tooLarge(name, bytes.length);
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) return broken(name, 'invalid-encoding', decoded.problem, decoded);
  const { document, findings, ignores, yaml } = readYaml(decoded.text, name);
  return { path: name, text: decoded.text, document, problems: findings, ignores, yaml };
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const message = code === 'ENOENT' ? `there is no file ${path}` : `${path} can't be read: ${code}`;
    throw new PipelineError([{ severity: 'error', code: 'unreadable-file', message }], 2, { cause: error });
  }
}

const tooLarge = (path: string, size: number): FileToLint =>
  broken(path, 'file-size', `the file has ${(size / 1e6).toFixed(1)} MB, and GitHub reads 0.5: it is not looked into`, {
    line: 1,
    column: 1,
    hint: 'split it into several workflows',
  });

interface Trouble {
  readonly line: number;
  readonly column: number;
  readonly hint?: string;
}

/** A file of which nothing is known but what is wrong with it. */
function broken(path: string, code: string, message: string, { line, column, hint }: Trouble): FileToLint {
  const problem: Diagnostic = { severity: 'error', code, message, source: { file: path, line, column }, hint };
  const yaml = readYaml('', path).yaml;
  return { path, text: '', document: undefined, problems: [problem], ignores: [], yaml };
}

/** Findings show files as seen from the root, wherever the command runs. */
const withFullPath = (root: string, finding: Diagnostic): Diagnostic =>
  finding.source ? { ...finding, source: { ...finding.source, file: resolve(root, finding.source.file) } } : finding;

function nothingToLint(named: readonly string[]): PipelineError {
  const folder = named.length > 0 ? named.join(', ') : workflowFolder;
  const message = `there are no workflows in ${folder}`;
  const hint = existsSync('.github')
    ? 'name the files: npx pipewright lint <file>'
    : 'go to the root of a repository, or name the files';
  return new PipelineError([{ severity: 'error', code: 'no-workflows', message, hint }], 2);
}
