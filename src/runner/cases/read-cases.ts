/** Reads the files with test cases, and says what is wrong with them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import * as z from 'zod';
import { type Diagnostic, didYouMean, type Route, relativeFile } from '../../diagnostics/index.ts';
import { type ParsedYaml, parseYaml } from '../../yaml-document/index.ts';
import { type Counts, countsSchema } from './counts.ts';
import { checkData, invalidCase, type Origin } from './describe-issues.ts';
import { type CaseKind, caseSchemas, type TestCase } from './test-case.ts';

/** A file with test cases. */
export interface CaseFile {
  /** Relative to the root, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly description: string | undefined;
  readonly counts: Counts | undefined;
  /** Those that are right. */
  readonly cases: readonly TestCase[];
  /** Finds the place of a route such as `['cases', 0, 'known_good', 1]`. */
  placeOf(route: Route): { readonly line: number; readonly column: number };
}

export interface CaseFiles {
  readonly files: readonly CaseFile[];
  readonly findings: readonly Diagnostic[];
}

/** No one writes a longer one by hand. */
const largestFile = 4_000_000;

const headSchema = z.strictObject({
  description: z.string().optional(),
  counts: countsSchema.optional(),
  cases: z.array(z.unknown()).min(1, 'must hold at least one case'),
});

/**
 * Reads files with test cases, and all of a folder; every mistake of every file is a finding, and the cases that are
 * right come all the same.
 *
 * @param files relative to `root`, or absolute
 * @example
 * const { files, findings } = await readCases(['fixtures/prompts'], { root: process.cwd() });
 */
export async function readCases(files: readonly string[], { root }: { readonly root: string }): Promise<CaseFiles> {
  const read = await Promise.all(files.map((file) => readOne(resolve(root, file), root)));
  return { files: read.flatMap((each) => each.files), findings: read.flatMap((each) => each.findings) };
}

async function readOne(path: string, root: string): Promise<CaseFiles> {
  const file = relativeFile(path, root);
  try {
    const found = await stat(path);
    if (found.isDirectory()) return await readFolder(path, root);
    if (found.size > largestFile) return failed(file, `the file is larger than ${largestFile} bytes`);
    return parseCases(await readFile(path, 'utf8'), file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return failed(file, missing ? 'there is no such file' : `the file can't be read: ${String(error)}`);
  }
}

async function readFolder(folder: string, root: string): Promise<CaseFiles> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).sort();
  if (names.length === 0) return failed(relativeFile(folder, root), 'there is no YAML file in this folder');
  return await readCases(
    names.map((name) => join(folder, name)),
    { root },
  );
}

function failed(file: string, message: string): CaseFiles {
  const finding = { severity: 'error', code: 'invalid-case', message, source: { file, line: 1, column: 1 } } as const;
  return { files: [], findings: [finding] };
}

/** The cases of a text; `file` is only named in findings. */
export function parseCases(text: string, file: string): CaseFiles {
  const yaml = parseYaml(text);
  const problems = yaml.problems.map(
    ({ message, line, column }): Diagnostic => ({
      severity: 'error',
      code: 'invalid-yaml',
      message,
      source: { file, line, column },
    }),
  );
  if (yaml.data === undefined && problems.length > 0) return { files: [], findings: problems };
  const origin: Origin = { file, route: [], places: yaml };
  const head = checkData(headSchema, yaml.data ?? {}, origin);
  const listed = (yaml.data as { cases?: unknown } | null)?.cases;
  const checked = (Array.isArray(listed) ? listed : []).map((each, index) => checkCase(each, ['cases', index], origin));
  const cases = checked.flatMap((each) => ('kind' in each ? [each] : []));
  const wrong = checked.flatMap((each) => ('kind' in each ? [] : each.findings));
  const { description, counts } = head.ok ? head.data : {};
  return {
    files: [{ file, text, description, counts, cases, placeOf: placeFinder(yaml) }],
    findings: [...problems, ...(head.ok ? [] : head.findings), ...wrong],
  };
}

const placeFinder = (yaml: ParsedYaml) => (route: Route) => yaml.placeOfNode(route);

function checkCase(
  data: unknown,
  route: TestCase['route'],
  file: Origin,
): TestCase | { readonly findings: readonly Diagnostic[] } {
  const kind = kindOf(data);
  const origin = { ...file, route };
  if (kind === undefined) return { findings: [unknownKind(data, origin)] };
  const checked = checkData(caseSchemas[kind] as typeof caseSchemas.command, data, origin);
  if (!checked.ok) return { findings: checked.findings };
  const source = { file: origin.file, ...origin.places.placeOf(route) };
  return { ...(checked.data as unknown as TestCase), source, route };
}

function kindOf(data: unknown): CaseKind | undefined {
  const kind = isMap(data) && 'kind' in data ? data.kind : 'command';
  return typeof kind === 'string' && Object.hasOwn(caseSchemas, kind) ? (kind as CaseKind) : undefined;
}

function unknownKind(data: unknown, origin: Origin): Diagnostic {
  const kinds = Object.keys(caseSchemas);
  const kind = isMap(data) && 'kind' in data ? String(data.kind) : '';
  const message = `"kind" must be ${kinds.map((each) => `"${each}"`).join(' or ')}`;
  return { ...invalidCase(origin, [...origin.route, 'kind'], message), hint: didYouMean(kind, kinds) };
}

const isMap = (data: unknown): data is object => typeof data === 'object' && data !== null && !Array.isArray(data);
