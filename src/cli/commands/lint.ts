/** `pipewright lint`: finds what is wrong with workflows that were written by hand. */
import { exitCodes } from '../../contract/exit-codes.ts';
import { isError } from '../../synth/index.ts';
import { lintRepository } from '../../synth/lint-repository.ts';
import { count, type OutputOptions, printFindings, printLine, printReport } from '../terminal.ts';

export interface LintCommandOptions extends OutputOptions {
  readonly files: readonly string[];
}

/** @returns the exit code */
export async function runLint({ root, json, files: named }: LintCommandOptions): Promise<number> {
  const { findings, files } = await lintRepository(root, named);
  const errors = findings.filter(isError).length;
  const code = errors > 0 ? exitCodes.findings : exitCodes.ok;
  if (json) {
    printReport(findings, undefined, root);
    return code;
  }
  printFindings(findings, root);
  const warnings = findings.length - errors;
  const found = [errors > 0 ? count(errors, 'error') : '', warnings > 0 ? count(warnings, 'warning') : ''];
  printLine(`${found.filter(Boolean).join(' and ') || 'nothing to report'} in ${count(files, 'file')}`);
  return code;
}
