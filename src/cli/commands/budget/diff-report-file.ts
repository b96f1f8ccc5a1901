/** Reads a report of `budget --json` from a file, and says where it is none. */
import { createReadStream, realpathSync, statSync } from 'node:fs';
import { parseJson } from '../../../actions/json-source.ts';
import { type BudgetReport, budgetReportSchema } from '../../../contract/budget.ts';
import { describeIssue } from '../../../contract/describe-issues.ts';
import { type Diagnostic, formatRoute, PipelineError } from '../../../diagnostics/index.ts';
import { decodeUtf8 } from '../../../synth/decode.ts';

const mostBytes = 64_000_000;
const mostFindings = 5;
const hint = 'name a file that `pipewright budget --json` or `pipewright synth` has written';

/** @throws PipelineError with exit code 2 when it can't be read, or is no such report */
export async function readReportFile(path: string): Promise<BudgetReport> {
  const decoded = decodeUtf8(await readBytes(path));
  if ('text' in decoded) return parseReport(decoded.text, path);
  const source = { file: path, line: decoded.line, column: decoded.column };
  const advice = 'a report is UTF-8; in Windows PowerShell write it with `| Out-File -Encoding utf8`';
  throw wrong({ code: 'invalid-encoding', message: 'the report is not UTF-8', source, hint: advice });
}

/** @throws PipelineError with exit code 2 when both names lead to one file */
export function refuseSameFile(base: string, head: string): void {
  const [first, second] = [base, head].map((path) => statSync(path, { throwIfNoEntry: false }));
  if (!first?.isFile() || !second?.isFile() || realpathSync(base) !== realpathSync(head)) return;
  const message = `${base} and ${head} are the same file: it differs in nothing from itself`;
  throw wrong({ code: 'same-report', message, hint: 'name the report before the change, then the one after it' });
}

/** It may be a pipe, which has no size before it was read. */
async function readBytes(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new Error(`it has more than ${mostBytes / 1e6} MB`);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    throw wrong(
      { code: 'unreadable-report', message: `the report ${path} can't be read: ${reasonOf(error)}`, hint },
      error,
    );
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : String(error);
}

/**
 * Reads a report from a text.
 *
 * @param file what findings call it
 * @throws PipelineError with exit code 2 when it is none, at the place of the first mistakes
 */
export function parseReport(text: string, file: string): BudgetReport {
  const data = readJson(text, file);
  const { success, data: report, error } = budgetReportSchema.safeParse(data, { error: describeIssue });
  if (success) return report;
  const version = versionFinding(text, data, file);
  throw new PipelineError(version ? [version] : fieldFindings(text, error.issues, file), 2);
}

/** The quick way; the other one knows the places, and is taken when there is a mistake to point at. */
function readJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw asWrongUse(() => parseJson(text, file), error);
  }
}

function asWrongUse(run: () => unknown, cause: unknown): PipelineError {
  try {
    run();
  } catch (error) {
    if (error instanceof PipelineError) return new PipelineError(error.findings.map(explained), 2, { cause });
  }
  return wrong({ code: 'invalid-json', message: `the report is no JSON: ${String(cause)}`, hint }, cause);
}

const explained = (finding: Diagnostic): Diagnostic => ({
  ...finding,
  message: `the report is no JSON: ${finding.message}`,
  hint: 'it may have been cut off while it was written: write it again',
});

function versionFinding(text: string, data: unknown, file: string): Diagnostic | undefined {
  const isMap = typeof data === 'object' && data !== null && !Array.isArray(data);
  const version = isMap && 'version' in data ? data.version : undefined;
  if (version === 1) return undefined;
  const said = version === undefined ? 'it has no version' : `its version is ${JSON.stringify(version).slice(0, 40)}`;
  const message = `this is no budget that can be read here: ${said}, and 1 is wanted`;
  const source = placeOf(text, file, ['version']);
  return { severity: 'error', code: 'report-version', message, source, path: 'version', hint };
}

type Issue = NonNullable<ReturnType<typeof budgetReportSchema.safeParse>['error']>['issues'][number];

const fieldFindings = (text: string, issues: readonly Issue[], file: string): Diagnostic[] =>
  issues.slice(0, mostFindings).map(({ message, path }) => {
    const route = formatRoute(path.map((each) => (typeof each === 'number' ? each : String(each))));
    const at = route === '' ? 'the report' : route;
    return {
      ...{ severity: 'error', code: 'invalid-report', message: `${at} ${message}`, path: route },
      ...{ source: placeOf(text, file, path), hint },
    };
  });

/** What is JSON for Node may still be refused with its places: a name that stands twice, or too many levels. */
function placeOf(text: string, file: string, path: readonly PropertyKey[]): Diagnostic['source'] {
  try {
    return parseJson(text, file).valueAt(path);
  } catch (error) {
    if (error instanceof PipelineError) return error.findings[0]?.source;
    throw error;
  }
}

const wrong = (finding: Omit<Diagnostic, 'severity'>, cause?: unknown): PipelineError =>
  new PipelineError([{ severity: 'error', ...finding }], 2, { cause });
