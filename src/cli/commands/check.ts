/** `pipewright check`: fails when the committed files are not what the pipelines give. */
import { exitCodes } from '../../contract/exit-codes.ts';
import { renderAnnotations } from '../../diagnostics/index.ts';
import {
  appliedVerbs,
  applyChanges,
  type Change,
  driftFindings,
  isError,
  renderDrift,
  synthesize,
} from '../../synth/index.ts';
import { count, type OutputOptions, printFindings, printLine, printReport } from '../terminal.ts';

export interface CheckOptions extends OutputOptions {
  readonly fix: boolean;
  readonly types: boolean | undefined;
}

/** @returns the exit code */
export async function runCheck({ root, json, fix, types }: CheckOptions): Promise<number> {
  const { findings, files, comparison, beyondBudget } = await synthesize(root, {
    actionlint: true,
    ...(types === undefined ? {} : { typeCheck: types }),
  });
  const failed = findings.some(isError);
  const { changes } = comparison;
  const fixed = fix && !failed;
  if (fixed) applyChanges(root, changes);
  const drift = fixed ? [] : driftFindings(root, changes);
  const beyond = beyondBudget ? [beyondBudget] : [];
  const code = failed || drift.length + beyond.length > 0 ? exitCodes.findings : exitCodes.ok;
  if (json) {
    const names = fixed ? appliedVerbs : drifted;
    printReport(
      [...findings, ...drift, ...beyond],
      changes.map(({ path, kind }) => ({ path, change: names[kind] })),
      root,
    );
    return code;
  }
  printFindings([...findings, ...beyond], root);
  if (failed) {
    printLine(count(findings.filter(isError).length, 'error'));
  } else if (fixed) {
    for (const { path, kind } of changes) printLine(`${appliedVerbs[kind]} ${path}`);
    if (changes.length === 0) printLine(`${count(files.length, 'file')} up to date`);
  } else if (changes.length > 0) {
    printLine(renderDrift(changes));
    if (process.env['GITHUB_ACTIONS'] === 'true') printLine(renderAnnotations(drift, root));
    const verb = changes.length === 1 ? 'differs' : 'differ';
    printLine(`\n${count(changes.length, 'file')} ${verb} from the pipelines: run \`npx pipewright check --fix\``);
  } else {
    printLine(`${count(files.length, 'file')} up to date`);
  }
  return code;
}

const drifted = { missing: 'missing', changed: 'drifted', orphan: 'orphan' } as const satisfies Record<
  Change['kind'],
  string
>;
