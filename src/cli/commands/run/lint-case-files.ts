/** `pipewright run quality --lint`: whether the cases themselves are right. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { lintCases } from '../../../runner/cases/index.ts';
import { count, type OutputOptions, printFindings, printLine, printReport } from '../../terminal.ts';
import { readCaseFiles } from './prepare-cases.ts';

export interface LintCasesOptions extends OutputOptions {
  readonly cases: readonly string[] | undefined;
}

/** @returns the exit code: 1 when there are findings */
export async function lintCaseFiles({ root, json, cases: named }: LintCasesOptions): Promise<number> {
  const { files, findings } = await readCaseFiles(root, named);
  const all = [...findings, ...(await lintCases(files))];
  const code = all.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.ok;
  if (json) {
    printReport(all, undefined, root);
    return code;
  }
  printFindings(all, root);
  const found = all.length === 0 ? 'nothing to report' : count(all.length, 'finding');
  const cases = files.reduce((sum, file) => sum + file.cases.length, 0);
  printLine(`${found} in ${count(cases, 'case')} of ${count(files.length, 'file')}`);
  return code;
}
