/** `pipewright synth`: writes the workflows that the pipelines describe. */
import { exitCodes } from '../../contract/exit-codes.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { appliedVerbs, applyChanges, isError, synthesize } from '../../synth/index.ts';
import { count, type OutputOptions, printFindings, printLine, printReport } from '../terminal.ts';

export interface SynthOptions extends OutputOptions {
  readonly types: boolean | undefined;
}

/** @returns the exit code */
export async function runSynth({ root, json, types }: SynthOptions): Promise<number> {
  const synthesis = await synthesize(root, types === undefined ? {} : { typeCheck: types });
  const { files, comparison, beyondBudget } = synthesis;
  const failed = synthesis.findings.some(isError);
  const findings = [...synthesis.findings, ...asWarnings(beyondBudget)];
  if (!failed) applyChanges(root, comparison.changes);
  const written = failed ? [] : comparison.changes;
  if (json) {
    printReport(
      findings,
      written.map((change) => ({ path: change.path, change: appliedVerbs[change.kind] })),
      root,
    );
    return failed ? exitCodes.findings : exitCodes.ok;
  }
  printFindings(findings, root);
  if (failed) {
    printLine(`${count(findings.filter(isError).length, 'error')}: nothing was written`);
    return exitCodes.findings;
  }
  for (const change of written) printLine(`${appliedVerbs[change.kind]} ${change.path}`);
  const unchanged = files.length - written.filter(({ kind }) => kind !== 'orphan').length;
  if (unchanged > 0) printLine(`${count(unchanged, 'file')} unchanged`);
  return exitCodes.ok;
}

/** What `check` fails for is no reason to write nothing. */
const asWarnings = (finding: Diagnostic | undefined): Diagnostic[] =>
  finding ? [{ ...finding, severity: 'warning' }] : [];
