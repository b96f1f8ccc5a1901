/** Reads a report from a file, and says where it is none. */
import { readFile, stat } from 'node:fs/promises';
import type * as z from 'zod';
import { type Report, reportSchema } from '../../contract/index.ts';
import { type Diagnostic, formatRoute, jsonMistake, PipelineError } from '../../diagnostics/index.ts';
import { parseYaml } from '../../yaml-document/index.ts';

const mostBytes = 256 * 1024 * 1024;
const mostFindings = 10;

/**
 * Reads a report.
 *
 * @throws PipelineError with exit code 1 when it is no report, at the place of the first mistakes; with 3 when the
 * file can't be read
 * @example
 * const report = await readReport('reports/quality.json');
 */
export const readReport = async (path: string): Promise<Report> => parseReport(await readText(path), path);

/**
 * Reads a report from a text.
 *
 * @param file what findings call it
 * @throws PipelineError with exit code 1 when it is no report
 */
export function parseReport(text: string, file: string): Report {
  const json = text.replace(/^\ufeff/, '');
  const mistake = jsonMistake(json);
  if (mistake !== undefined) throw new PipelineError([notJson(json, mistake, file)]);
  const data: unknown = JSON.parse(json);
  const { success, data: report, error } = reportSchema.safeParse(data);
  if (success) return report;
  const version = versionProblem(data, file);
  throw new PipelineError(version ? [version] : fieldProblems(error, json, file));
}

function fieldProblems({ issues }: z.ZodError, json: string, file: string): Diagnostic[] {
  // JSON is YAML; its positions are looked up only when something is wrong.
  const places = parseYaml(json);
  return issues.slice(0, mostFindings).map(({ message, path }) => {
    const route = path.map((each) => (typeof each === 'number' ? each : String(each)));
    const at = formatRoute(route);
    return {
      severity: 'error',
      code: 'invalid-report',
      message: `${at === '' ? 'the report' : at}: ${message}`,
      source: { file, ...places.placeOf(route) },
      path: at,
      hint: 'a report is what `pipewright run` writes: write it again, with the same release of pipewright',
    };
  });
}

/** Whether a text is meant as a report, right or wrong; benchmark files and others in the same folder are not. */
export function looksLikeReport(text: string): boolean {
  return /^\ufeff?\s*\{/.test(text) && text.includes('"schemaVersion"');
}

/** @throws PipelineError with exit code 3 */
export async function readText(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes) throw new Error(`it has ${size} bytes, and a report has at most ${mostBytes}`);
    return await readFile(path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): PipelineError {
  const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  const why = missing ? 'there is no such file' : error instanceof Error ? error.message : String(error);
  const finding = {
    severity: 'error',
    code: missing ? 'missing-report' : 'unreadable-report',
    message: `the report ${path} can't be read: ${why}`,
    hint: 'name the file that `pipewright run` has written',
  } as const;
  return new PipelineError([finding], 3, { cause: error });
}

function notJson(text: string, offset: number, file: string): Diagnostic {
  const before = text.slice(0, offset).split('\n');
  const found =
    offset >= text.length
      ? 'it ends'
      : `there is ${JSON.stringify(String.fromCodePoint(text.codePointAt(offset) ?? 0))}`;
  return {
    severity: 'error',
    code: 'report-not-json',
    message: `the report is not JSON: ${found} where it can't`,
    source: { file, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 },
    hint: 'the run that wrote it may have been cut off: run it again',
  };
}

function versionProblem(data: unknown, file: string): Diagnostic | undefined {
  const version = data !== null && typeof data === 'object' && 'schemaVersion' in data ? data.schemaVersion : undefined;
  if (version === 1) return undefined;
  const said =
    version === undefined ? 'it has no schemaVersion' : `its schemaVersion is ${JSON.stringify(version)?.slice(0, 40)}`;
  return {
    severity: 'error',
    code: 'report-version',
    message: `this is no report that can be read here: ${said}, and 1 is wanted`,
    source: { file, line: 1, column: 1 },
    path: 'schemaVersion',
    hint: 'read it with the release of pipewright that wrote it, or run the suite again',
  };
}
