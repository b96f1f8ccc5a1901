/** `pipewright report summary`: the summary of a workflow, red when a gate failed or a report is not whole. */
import { exitCodes, type Report } from '../../../contract/index.ts';
import { type Diagnostic, relativeFindings, renderAnnotations } from '../../../diagnostics/index.ts';
import { annotate, mostAnnotations, type NamedReport, renderSummary } from '../../../runner/reports/index.ts';
import { hasStepSummary, writeStepSummary } from '../../step-summary.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { collectReports } from './collect-reports.ts';

export interface SummaryOptions extends OutputOptions {
  readonly paths: readonly string[];
  /** A report that is not there is told, and no failure. */
  readonly allowMissing: boolean;
}

/** @returns the exit code: 1 when a report failed, is incomplete, or can't be read */
export async function runSummary({ root, json, paths, allowMissing }: SummaryOptions): Promise<number> {
  const collected = await collectReports(paths);
  const findings = collected.findings.map((each) => softened(each, allowMissing));
  const reports = collected.named.map(({ report }) => report);
  const failed = findings.some(({ severity }) => severity === 'error') || reports.some(isRed);
  const markdown = `${missingNote(findings)}${renderSummary(reports)}`;
  if (hasStepSummary()) await writeStepSummary(markdown);
  if (json) printLine(JSON.stringify(toJson(collected.named, findings, failed, root), undefined, 2));
  else {
    if (!hasStepSummary()) printLine(markdown.trimEnd());
    printFindings(findings, root);
    if (process.env['GITHUB_ACTIONS'] === 'true') printAnnotations(reports, root, mostAnnotations - findings.length);
    printLine(`${reports.length} report${reports.length === 1 ? '' : 's'}: ${failed ? 'failed' : 'passed'}`);
  }
  return failed ? exitCodes.findings : exitCodes.ok;
}

/** A skipped report is no failure: its suite had nothing to do. */
const isRed = ({ status, gates }: Report): boolean =>
  status === 'failed' || status === 'incomplete' || gates.some((gate) => gate.status === 'failed');

const softened = (finding: Diagnostic, allowMissing: boolean): Diagnostic =>
  allowMissing && finding.code === 'missing-report' ? { ...finding, severity: 'warning' } : finding;

const missingNote = (findings: readonly Diagnostic[]): string =>
  findings.length === 0 ? '' : `> ❌ ${findings.length} of the reports can't be read: the log of the step says why\n\n`;

function printAnnotations(reports: readonly Report[], root: string, room: number): void {
  const annotations = annotate(reports).slice(0, Math.max(0, room));
  if (annotations.length > 0) printLine(renderAnnotations(annotations, root));
}

const toJson = (named: readonly NamedReport[], findings: readonly Diagnostic[], failed: boolean, root: string) => ({
  version: 1,
  verdict: failed ? 'failed' : 'passed',
  reports: named.map(({ file, report }) => ({
    file,
    suite: report.suite,
    model: report.model.id,
    status: report.status,
    failedGates: report.gates.filter(({ status }) => status === 'failed').map(({ id }) => id),
  })),
  findings: relativeFindings(findings, root),
});
