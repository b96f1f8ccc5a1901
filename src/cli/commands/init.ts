/** `pipewright init`: writes a first pipeline, the action bindings and the script entries. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateActions } from '../../actions/builtin.ts';
import { PipelineError } from '../../diagnostics/index.ts';
import { applyChanges, type Change } from '../../synth/index.ts';
import { jsonProblem, type PackageFacts, starterPipeline, starterTsconfig } from '../starter.ts';
import { exitCodes, type OutputOptions, printLine, printReport } from '../terminal.ts';
import { version } from '../version.ts';

const generated = 'generated';

/** @returns the exit code */
export async function runInit({ root, json }: OutputOptions): Promise<number> {
  const text = readPackage(root);
  const facts = readFacts(root, text);
  const bindings = (await generateActions()).map(({ path, text }) => ({ path: `${generated}/${path}`, text }));
  const wanted = [
    ...(hasPipelines(root) ? [] : [{ path: `pipelines/${freeName(root)}.ts`, text: starterPipeline(facts, generated) }]),
    { path: 'pipelines/tsconfig.json', text: starterTsconfig },
    ...bindings,
  ].filter(({ path }) => !existsSync(join(root, path)));
  const edited = facts.projen ? text : addEntries(text, facts);
  const changes: Change[] = wanted.map((file) => ({ kind: 'missing', ...file }));
  if (edited !== text) changes.push({ kind: 'changed', path: 'package.json', text: edited, edited: false, differences: [] });
  applyChanges(root, changes);
  if (json) printReport([], changes.map(({ path, kind }) => ({ path, change: kind === 'missing' ? 'created' : 'updated' })), root);
  else printSummary(changes, facts);
  return exitCodes.ok;
}

function printSummary(changes: readonly Change[], facts: PackageFacts): void {
  for (const { path, kind } of changes) printLine(`${kind === 'missing' ? 'created' : 'updated'} ${path}`);
  if (changes.length === 0) printLine('nothing to do: the repository has its pipelines already');
  const install = facts.hasPipewright ? '' : `${facts.packageManager} install, then `;
  printLine(`\nNext: ${install}npx pipewright synth, look at .github/workflows, and commit both.`);
  if (facts.projen) {
    printLine('package.json is written by projen: add `await Pipelines.load(project)` from pipewright/projen to .projenrc.ts.');
  }
  if (!facts.hasTypeScript) printLine('With TypeScript installed (npm i -D typescript), mistakes show as you type.');
}

function readPackage(root: string): string {
  const file = join(root, 'package.json');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const hint = 'run `npm init` first, or go to the folder that has it';
  throw new PipelineError([{ severity: 'error', code: 'no-package', message: 'there is no package.json here', hint }], exitCodes.usage);
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
  const packageManager = named === 'pnpm' || has('pnpm-lock.yaml') ? 'pnpm' : named === 'yarn' || has('yarn.lock') ? 'yarn' : 'npm';
  return {
    scripts: data.scripts ?? {},
    packageManager,
    hasLock: ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock'].some(has),
    projen: String(data['//'] ?? '').includes('projen'),
    hasPipewright: 'pipewright' in installed,
    hasTypeScript: 'typescript' in installed,
  };
}

function parsePackage(root: string, text: string): PackageJson {
  try {
    const data: unknown = JSON.parse(text);
    if (typeof data === 'object' && data !== null && !Array.isArray(data)) return data;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  const { message, line, column } = jsonProblem(text);
  const source = { file: join(root, 'package.json'), line, column };
  throw new PipelineError(
    [{ severity: 'error', code: 'invalid-package', message: `package.json can't be read: ${message}`, source, hint: 'mend the JSON' }],
    exitCodes.usage,
  );
}

const hasPipelines = (root: string): boolean =>
  existsSync(join(root, 'pipelines')) && readdirSync(join(root, 'pipelines')).some((name) => name.endsWith('.ts'));

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
