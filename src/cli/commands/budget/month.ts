/** `pipewright budget`: simulates a month of workflows, and says what it costs. */
import { basename, resolve } from 'node:path';
import { monthAfter } from '../../../budget/calendar/next-month.ts';
import { trafficOr } from '../../../budget/simulation/assumed-traffic.ts';
import type { PlannedWorkflow } from '../../../budget/simulation/planned-workflow.ts';
import { simulateMonth } from '../../../budget/simulation/simulate.ts';
import type { BudgetSettings } from '../../../config/budget.ts';
import type { BudgetReport } from '../../../contract/budget.ts';
import { exitCodes } from '../../../contract/index.ts';
import type { Diagnostic } from '../../../diagnostics/index.ts';
import { relativeFindings } from '../../../diagnostics/index.ts';
import { preparePlan } from '../../../plan/index.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { type LoadedWorkflow, loadWorkflows } from '../../load-workflows.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { renderBudget } from './report-text.ts';

export interface BudgetOptions extends OutputOptions {
  readonly files: readonly string[];
  /** What the options say; it comes before what the settings say. */
  readonly given: Partial<BudgetSettings>;
}

/** @returns the exit code: 1 when something could not be counted */
export async function runBudget({ root, json, files, given }: BudgetOptions): Promise<number> {
  const { budget: settings, traffic } = await loadConfig(root);
  const loaded = await loadWorkflows(root, files);
  const workflows = loaded.workflows.map(toPlanned);
  const assumed = trafficOr(traffic, workflows);
  const { month, ...asked } = { ...settings, ...given };
  const report = simulateMonth({
    ...asked,
    month: month === 'next' ? monthAfter(new Date()) : month,
    traffic: assumed.traffic,
    workflows,
  });
  const findings = [...loaded.findings, ...assumed.findings, ...report.findings].map((each) =>
    withFullPath(root, each),
  );
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

/** Under the name of the file that GitHub runs. */
function toPlanned({ file, workflow: document, resolve: called }: LoadedWorkflow): PlannedWorkflow {
  const { plan } = preparePlan(document, { resolve: called, steps: true });
  return { file: basename(file).replace(/\.[cm]?ts$/, '.yml'), document, plan, called };
}

const withFullPath = (root: string, finding: Diagnostic): Diagnostic =>
  finding.source ? { ...finding, source: { ...finding.source, file: resolve(root, finding.source.file) } } : finding;
