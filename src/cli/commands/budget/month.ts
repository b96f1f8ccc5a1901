/** `pipewright budget`: simulates a month of workflows, and says what it costs. */
import { resolve } from 'node:path';
import { monthAfter } from '../../../budget/calendar/next-month.ts';
import { makeBudget } from '../../../budget/make-budget.ts';
import type { BudgetSettings } from '../../../config/budget.ts';
import type { Config } from '../../../config/index.ts';
import type { BudgetReport } from '../../../contract/budget.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { type Diagnostic, relativeFindings } from '../../../diagnostics/index.ts';
import { loadCalibration } from '../../../synth/load-calibration.ts';
import { loadConfig } from '../../../synth/load-config.ts';
import { type LoadedWorkflows, loadWorkflows } from '../../load-workflows.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { toSource } from '../../workflow-source.ts';
import type { HistoryTraffic } from './read-history.ts';
import { renderBudget } from './report-text.ts';

export interface BudgetOptions extends OutputOptions {
  readonly files: readonly string[];
  /** What the options say; it comes before what the settings say. */
  readonly given: Partial<BudgetSettings>;
  /** Where the traffic is to come from the history of the repository: how much of it, and whether only to print that. */
  readonly history?: { readonly days: number; readonly printTraffic: boolean };
}

/** @returns the exit code: 1 when something could not be counted */
export async function runBudget({ root, json, files, given, history: asked }: BudgetOptions): Promise<number> {
  const config = await loadConfig(root);
  const loaded = await loadWorkflows(root, files, config);
  const history = asked && (await askHistory(root, config, loaded, asked.days));
  if (history && asked?.printTraffic) return printTraffic(history, loaded.findings);
  return print(reportMonth({ root, config, loaded, given, history }), root, json);
}

async function askHistory(root: string, { traffic }: Config, { workflows }: LoadedWorkflows, days: number) {
  const { readHistory } = await import('./read-history.ts');
  return readHistory({ root, days, workflows: workflows.map(toSource), settings: traffic });
}

async function printTraffic(history: HistoryTraffic, found: readonly Diagnostic[]): Promise<number> {
  const { renderTraffic } = await import('../../../budget/history/traffic-text.ts');
  const findings = [...found, ...history.findings];
  printLine(renderTraffic(history.traffic, findings));
  return codeOf(findings);
}

export interface MonthQuestion {
  readonly root: string;
  readonly config: Config;
  readonly loaded: LoadedWorkflows;
  /** What the options say; it comes before what the settings say. */
  readonly given: Partial<BudgetSettings>;
  readonly history?: HistoryTraffic | undefined;
  /** Whether to look for changes that save. @default true */
  readonly savings?: boolean;
}

/** The report of a month, with what was found while the workflows were loaded; files of findings are whole paths. */
export function reportMonth({ root, config, loaded, given, history, savings = true }: MonthQuestion): BudgetReport {
  const settings = { ...config.budget, ...given };
  const calibration = loadCalibration(root, config);
  const report = makeBudget({
    workflows: loaded.workflows.map(toSource),
    settings,
    month: settings.month === 'next' ? monthAfter(new Date()) : settings.month,
    traffic: config.traffic,
    savings,
    ...(history ? { history: history.traffic } : {}),
    ...(calibration ? { calibration } : {}),
  });
  const findings = [...loaded.findings, ...(history?.findings ?? []), ...report.findings].map((each) =>
    withFullPath(root, each),
  );
  return { ...report, findings };
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
  return codeOf(findings);
}

const codeOf = (findings: readonly Diagnostic[]): number =>
  findings.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.ok;

const withFullPath = (root: string, finding: Diagnostic): Diagnostic =>
  finding.source ? { ...finding, source: { ...finding.source, file: resolve(root, finding.source.file) } } : finding;
