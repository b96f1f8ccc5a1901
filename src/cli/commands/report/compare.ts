/** `pipewright report compare`: several models side by side. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { compareModels, renderComparison, renderComparisonMarkdown } from '../../../runner/reports/index.ts';
import { hasStepSummary, writeStepSummary } from '../../step-summary.ts';
import { type OutputOptions, printLine } from '../../terminal.ts';
import { requireReports } from './collect-reports.ts';

export interface CompareOptions extends OutputOptions {
  readonly paths: readonly string[];
}

/** @returns the exit code; in a step of a workflow the table goes into its summary as well */
export async function runCompare({ paths, json }: CompareOptions): Promise<number> {
  const comparison = compareModels((await requireReports(paths)).map(({ report }) => report));
  if (hasStepSummary()) await writeStepSummary(renderComparisonMarkdown(comparison));
  printLine(json ? JSON.stringify(comparison, undefined, 2) : renderComparison(comparison).trimEnd());
  return exitCodes.ok;
}
