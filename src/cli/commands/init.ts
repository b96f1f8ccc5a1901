/** `pipewright init`: writes a first pipeline, the action bindings and the script entries. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generateActions } from '../../actions/builtin.ts';
import { parseJson } from '../../actions/json-source.ts';
import { exitCodes } from '../../contract/exit-codes.ts';
import { type Diagnostic, PipelineError } from '../../diagnostics/index.ts';
import { appliedVerbs, applyChanges, type Change, findPipelineFiles, loadConfig } from '../../synth/index.ts';
import { type PackageFacts, starterPipeline, starterTsconfig } from '../starter.ts';
import { type OutputOptions, printLine, printReport } from '../terminal.ts';
import { version } from '../version.ts';

/** @returns the exit code */
export async function runInit({ root, json }: OutputOptions): Promise<number> {
  const text = readPackage(root);
  const facts = readFacts(root, text);
  const config = await loadConfig(root);
  const bindings = (await generateActions()).map(({ path, text }) => ({ path: `${config.generated}/${path}`, text }));
  const isNew = findPipelineFiles(root, config).length === 0;
  const wanted = [
    ...(isNew ? [{ path: `${config.pipelines}/${freeName(root)}.ts`, text: starterPipeline(facts, config) }] : []),
    { path: `${config.pipelines}/tsconfig.json`, text: starterTsconfig },
    ...bindings,
  ].filter(({ path }) => !existsSync(join(root, path)));
  const edited = facts.projen ? text : addEntries(text, facts);
  const changes: Change[] = wanted.map((file) => ({ kind: 'missing', ...file }));
  if (edited !== text)
    changes.push({ kind: 'changed', path: 'package.json', text: edited, edited: false, differences: [] });
  applyChanges(root, changes);
  if (json)
    printReport(
      [],
      changes.map(({ path, kind }) => ({ path, change: appliedVerbs[kind] })),
      root,
    );
  else printSummary(changes, facts);
  return exitCodes.ok;
}

function printSummary(changes: readonly Change[], facts: PackageFacts): void {
  for (const { path, kind } of changes) printLine(`${appliedVerbs[kind]} ${path}`);
  if (changes.length === 0) printLine('nothing to do: the repository has its pipelines already');
  const install = facts.hasPipewright ? '' : `${facts.packageManager} install, then `;
  printLine(`\nNext: ${install}npx pipewright synth, look at .github/workflows, and commit both.`);
  if (facts.projen) {
    printLine(
      'package.json is written by projen: add `await Pipelines.load(project)` from pipewright/projen to .projenrc.ts.',
    );
  }
  if (!facts.hasTypeScript) printLine('With TypeScript installed (npm i -D typescript), mistakes show as you type.');
}

function readPackage(root: string): string {
  const file = join(root, 'package.json');
  if (statSync(file, { throwIfNoEntry: false })?.isFile()) return readFileSync(file, 'utf8').replace(/^\ufeff/, '');
  const hint = 'run `npm init` first, or go to the folder that has it';
  throw new PipelineError(
    [{ severity: 'error', code: 'no-package', message: 'there is no package.json here', hint }],
    exitCodes.usage,
  );
}

interface PackageJson {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly packageManager?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly '//'?: unknown;
}

function readFacts(root: string, text: string): PackageFacts {
  const data = parsePackage(root, text);
  const installed = { ...data.dependencies, ...data.devDependencies };
  const has = (name: string): boolean => existsSync(join(root, name));
  const named = data.packageManager?.split('@')[0];
  const packageManager =
    named === 'pnpm' || has('pnpm-lock.yaml') ? 'pnpm' : named === 'yarn' || has('yarn.lock') ? 'yarn' : 'npm';
  return {
    scripts: data.scripts ?? {},
    packageManager,
    hasLock: locks[packageManager].some(has),
    projen: String(data['//'] ?? '').includes('projen'),
    hasPipewright: 'pipewright' in installed,
    hasTypeScript: 'typescript' in installed,
  };
}

const locks = {
  npm: ['package-lock.json', 'npm-shrinkwrap.json'],
  pnpm: ['pnpm-lock.yaml'],
  yarn: ['yarn.lock'],
} as const satisfies Record<PackageFacts['packageManager'], readonly string[]>;

function parsePackage(root: string, text: string): PackageJson {
  const file = join(root, 'package.json');
  const { data, valueAt } = readJson(text, file);
  if (!isRecord(data)) throw invalidPackage([{ message: 'package.json must hold an object', source: valueAt([]) }]);
  const wrong = ['scripts', 'dependencies', 'devDependencies'].filter(
    (name) => data[name] !== undefined && !isRecord(data[name]),
  );
  if (wrong.length === 0) return data;
  throw invalidPackage(wrong.map((name) => ({ message: `"${name}" must be an object`, source: valueAt([name]) })));
}

function readJson(text: string, file: string): ReturnType<typeof parseJson> {
  try {
    return parseJson(text, file);
  } catch (error) {
    throw error instanceof PipelineError ? invalidPackage(error.findings) : error;
  }
}

const invalidPackage = (findings: readonly Pick<Diagnostic, 'message' | 'source'>[]): PipelineError =>
  new PipelineError(
    findings.map(({ message, source }) => ({
      severity: 'error',
      code: 'invalid-package',
      message,
      source,
      hint: 'mend package.json',
    })),
    exitCodes.usage,
  );

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A name whose workflow is not there yet: what somebody wrote by hand stays. */
function freeName(root: string): string {
  const names = ['ci', 'checks', 'pipewright'];
  const taken = (name: string): boolean =>
    ['yml', 'yaml'].some((ending) => existsSync(join(root, '.github/workflows', `${name}.${ending}`)));
  return names.find((name) => !taken(name)) ?? 'first-pipeline';
}

/** Adds the scripts and the dependency that are missing, in the file's own indentation and line ends. */
function addEntries(text: string, facts: PackageFacts): string {
  const data = JSON.parse(text) as Record<string, unknown>;
  const scripts = { ...facts.scripts };
  scripts['pipelines'] ??= 'pipewright synth';
  scripts['pipelines:check'] ??= 'pipewright check';
  const dev = { ...(data['devDependencies'] as Record<string, string> | undefined) };
  if (!facts.hasPipewright) dev['pipewright'] = `^${version()}`;
  const next = { ...data, scripts, ...(facts.hasPipewright ? {} : { devDependencies: dev }) };
  if (JSON.stringify(next) === JSON.stringify(data)) return text;
  const indent = /\n([ \t]+)"/.exec(text)?.[1] ?? '  ';
  const written = JSON.stringify(next, undefined, indent) + (text.endsWith('\n') ? '\n' : '');
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written;
}
