/** Reads the file of `--runs`: what GitHub's API says of runs, saved by whoever calibrates. */
import { readFile, stat } from 'node:fs/promises';
import { type RecordedRuns, readRuns } from '../../../budget/calibration/recorded-runs.ts';
import { type Diagnostic, formatRoute, PipelineError } from '../../../diagnostics/index.ts';
import { decodeUtf8 } from '../../../synth/decode.ts';
import { locate, placeIn, splitDocuments } from './calibrate-documents.ts';

const mostMegabytes = 100;
const mostFindings = 10;
const howTo = 'save it with `gh api --paginate --slurp "repos/<owner>/<name>/actions/runs/<id>/jobs" > runs.json`';

/**
 * The runs that a file tells.
 *
 * @throws PipelineError with exit code 2 when it can't be read, is not JSON, or holds something else, at the place
 */
export async function readRunsFile(path: string): Promise<RecordedRuns> {
  const text = await readText(path);
  const split = splitDocuments(text);
  if ('mistake' in split) throw notJson(text, split.mistake, path);
  const { documents } = split;
  const { mistakes, ...runs } = readRuns(documents.map(({ data }) => data));
  if (mistakes.length > 0) {
    throw wrong(mistakes.slice(0, mostFindings).map(({ path: route, message }) => toFinding(route, message)));
  }
  if (runs.jobs.length === 0) throw noJobs(path, documents.length === 0);
  return runs;

  /** A route begins with the number of the document. */
  function toFinding([index, ...route]: readonly (string | number)[], message: string): Diagnostic {
    const document = documents[Number(index)];
    const source = document ? placeIn(document, route, text, path) : { file: path, line: 1, column: 1 };
    return {
      severity: 'error',
      code: 'invalid-runs',
      message,
      source,
      path: formatRoute(route) || undefined,
      hint: howTo,
    };
  }
}

async function readText(path: string): Promise<string> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw unreadable(path, 'it is a folder', 'name the file with the runs');
    if (!stats.isFile()) throw unreadable(path, 'it is no file', 'save what it gives to a file first');
    const megabytes = stats.size / 1e6;
    if (megabytes > mostMegabytes) {
      const size = `it has ${Math.round(megabytes)} MB, and at most ${mostMegabytes} are read`;
      throw unreadable(path, size, 'take fewer runs: fifty of each workflow are plenty');
    }
    return decode(await readFile(path), path);
  } catch (error) {
    if (error instanceof PipelineError) throw error;
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = isMissing ? 'there is no such file' : error instanceof Error ? error.message : String(error);
    throw unreadable(path, why, howTo, error);
  }
}

/** `>` of Windows PowerShell writes UTF-16. */
function decode(bytes: Uint8Array, path: string): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  const decoded = decodeUtf8(bytes);
  if ('text' in decoded) return decoded.text;
  const { line, column, hint } = decoded;
  const message = 'the file is not UTF-8';
  throw wrong([{ severity: 'error', code: 'runs-not-json', message, source: { file: path, line, column }, hint }]);
}

function notJson(text: string, offset: number, file: string): PipelineError {
  const rest = text.codePointAt(offset);
  const shown = rest === undefined ? '' : String.fromCodePoint(rest);
  const isCut = shown === '' || (shown === '"' && !text.slice(offset + 1).includes('"'));
  const found = isCut ? 'it ends too early' : `${JSON.stringify(shown)} can't stand here`;
  const hint = isCut ? 'it may have been cut off: save it again' : howTo;
  const source = locate(text, offset, file);
  return wrong([{ severity: 'error', code: 'runs-not-json', message: `the file is not JSON: ${found}`, source, hint }]);
}

function noJobs(file: string, isEmpty: boolean): PipelineError {
  const message = isEmpty ? 'the file is empty' : 'there are no jobs in the file';
  return wrong([{ severity: 'error', code: 'no-jobs', message, source: { file, line: 1, column: 1 }, hint: howTo }]);
}

const unreadable = (path: string, why: string, hint: string, cause?: unknown): PipelineError =>
  wrong([{ severity: 'error', code: 'unreadable-runs', message: `${path} can't be read: ${why}`, hint }], cause);

const wrong = (findings: readonly Diagnostic[], cause?: unknown): PipelineError =>
  new PipelineError(findings, 2, { cause });
