/** `pipewright budget price`: what minutes cost, without any workflow. */
import { type PriceQuestion, priceMinutes } from '../../../budget/price.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { relativeFindings } from '../../../diagnostics/index.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { renderPrice } from './price-text.ts';

export interface PriceOptions extends OutputOptions {
  readonly question: PriceQuestion;
}

/** @returns the exit code: a bill is an answer, not a failure */
export async function runPrice({ root, json, question }: PriceOptions): Promise<number> {
  const report = priceMinutes(question);
  if (json) {
    printLine(JSON.stringify({ ...report, findings: relativeFindings(report.findings, root) }, undefined, 2));
    return exitCodes.ok;
  }
  printLine(renderPrice(report));
  if (report.findings.length > 0) printLine('');
  printFindings(report.findings, root);
  return exitCodes.ok;
}
