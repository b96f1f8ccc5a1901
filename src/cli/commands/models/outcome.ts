/** Work on several models: one that fails does not keep the others from it. */
import { type Diagnostic, PipelineError, relativeFindings } from '../../../diagnostics/index.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';

export interface Outcome<T> {
  readonly results: readonly T[];
  readonly findings: readonly Diagnostic[];
  /** The worst of all. */
  readonly code: number;
}

/** One after the other: they share the network and the disk. */
export async function forEachModel<Each, T>(
  models: readonly Each[],
  signal: AbortSignal,
  work: (model: Each) => Promise<T>,
): Promise<Outcome<T>> {
  const results: T[] = [];
  const failures: PipelineError[] = [];
  for (const model of models) {
    try {
      results.push(await work(model));
    } catch (error) {
      if (signal.aborted || !(error instanceof PipelineError)) throw error;
      failures.push(error);
    }
  }
  const findings = failures.flatMap((failure) => failure.findings);
  return { results, findings, code: Math.max(0, ...failures.map(({ exitCode }) => exitCode)) };
}

/** Prints what came of it: JSON for programs, lines and findings for people. */
export function printOutcome<T>(
  { results, findings }: Outcome<T>,
  { root, json }: OutputOptions,
  toLine: (result: T) => string,
): void {
  if (json) {
    printLine(
      JSON.stringify({ version: 1, models: results, findings: relativeFindings(findings, root) }, undefined, 2),
    );
    return;
  }
  for (const result of results) printLine(toLine(result));
  printFindings(findings, root);
}
