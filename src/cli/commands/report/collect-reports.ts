/** Finds the reports that the command line names: files, and folders with files. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import { looksLikeReport, type NamedReport, parseReport, readText } from '../../../runner/reports/index.ts';

export interface CollectedReports {
  readonly named: readonly NamedReport[];
  /** What could not be read. */
  readonly findings: readonly Diagnostic[];
  /** 3 where a file is not there, 1 where it is no report. */
  readonly exitCode: 1 | 3;
}

/**
 * Reads every report; what is wrong with one does not keep the others from being read.
 *
 * In folders only files `*.json` that are meant as reports are read: formats for other programs lie beside them.
 */
export async function collectReports(paths: readonly string[]): Promise<CollectedReports> {
  const named: NamedReport[] = [];
  const troubles: PipelineError[] = [];
  for (const path of paths) {
    try {
      named.push(...(await readAll(path, troubles)));
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      troubles.push(error);
    }
  }
  const findings = troubles.flatMap((trouble) => trouble.findings);
  return { named, findings, exitCode: troubles.some(({ exitCode }) => exitCode === 3) ? 3 : 1 };
}

/** @throws PipelineError when one of them can't be read */
export async function requireReports(paths: readonly string[]): Promise<readonly NamedReport[]> {
  const { named, findings, exitCode } = await collectReports(paths);
  if (findings.length > 0) throw new PipelineError(findings, exitCode);
  return named;
}

async function readAll(path: string, troubles: PipelineError[]): Promise<NamedReport[]> {
  const info = await stat(path).catch(() => undefined);
  if (!info?.isDirectory()) return [{ file: path, report: parseReport(await readText(path), path) }];
  const files = await jsonFilesOf(path);
  const found: NamedReport[] = [];
  let meant = 0;
  for (const file of files) {
    const text = await readText(file);
    // An empty file is a report that was cut off.
    if (text.trim() !== '' && !looksLikeReport(text)) continue;
    meant += 1;
    try {
      found.push({ file, report: parseReport(text, file) });
    } catch (error) {
      if (!(error instanceof PipelineError)) throw error;
      troubles.push(error);
    }
  }
  if (meant === 0) throw noReports(path);
  return found;
}

async function jsonFilesOf(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((each) => each.isFile() && each.name.endsWith('.json'))
    .map((each) => join(each.parentPath, each.name))
    .toSorted();
}

function noReports(folder: string): PipelineError {
  const message = `there is no report in the folder ${folder}`;
  const hint = 'did the runs that should have written one end before? `pipewright run ... --output` writes it';
  return new PipelineError([{ severity: 'error', code: 'missing-report', message, hint }], 3);
}
