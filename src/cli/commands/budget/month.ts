/** `pipewright budget`: simulates a month of workflows, and says what it costs. */
import { resolve } from 'node:path';
import { monthAfter } from '../../../budget/calendar/next-month.ts';
import { makeBudget } from '../../../budget/make-budget.ts';
import type { BudgetSettings } from '../../../config/budget.ts';
import type { BudgetReport } from '../../../contract/budget.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { type Diagnostic, relativeFindings } from '../../../diagnostics/index.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { loadWorkflows } from '../../load-workflows.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { renderBudget } from './report-text.ts';
import { toSource } from './workflow-source.ts';

export interface BudgetOptions extends OutputOptions {
  readonly files: readonly string[];
  /** What the options say; it comes before what the settings say. */
  readonly given: Partial<BudgetSettings>;
}

/** @returns the exit code: 1 when something could not be counted */
export async function runBudget({ root, json, files, given }: BudgetOptions): Promise<number> {
  const config = await loadConfig(root);
  const loaded = await loadWorkflows(root, files, config);
  const settings = { ...config.budget, ...given };
  const report = makeBudget({
    workflows: loaded.workflows.map(toSource),
    settings,
    month: settings.month === 'next' ? monthAfter(new Date()) : settings.month,
    traffic: config.traffic,
  });
  const findings = [...loaded.findings, ...report.findings].map((each) => withFullPath(root, each));
  return print({ ...report, findings }, root, json);
}

function print(report: BudgetReport, root: string, json: boolean): number {
  const { findings } = report;
  if (json) {
    printLine(JSON.stringify({ ...report, findings: relativeFindings(findings, root) }, undefined, 2));
  } else {
    printLine(renderBudget(report));
    if (findings.length > 0) printLine('');
    printFindings(findings, root);
  }
  return findings.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.ok;
}

const withFullPath = (root: string, finding: Diagnostic): Diagnostic =>
  finding.source ? { ...finding, source: { ...finding.source, file: resolve(root, finding.source.file) } } : finding;
