/** `pipewright report merge`: one report from the shards of a run. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { evaluateGates } from '../../../runner/gates/index.ts';
import { formats, mergeReports, writeReport } from '../../../runner/reports/index.ts';
import { hasColours, type OutputOptions, printLine } from '../../terminal.ts';
import { requireReports } from './collect-reports.ts';

export interface MergeOptions extends OutputOptions {
  readonly paths: readonly string[];
  readonly output: string;
}

/**
 * Writes the merged report, also where shards are missing: then it says so.
 *
 * @returns the exit code: 1 when a shard is missing, or a gate of the whole suite failed
 */
export async function runMerge({ paths, output, json }: MergeOptions): Promise<number> {
  const named = await requireReports(paths);
  const report = mergeReports(named, evaluateGates);
  await writeReport(report, output);
  if (json) printLine(JSON.stringify(report, undefined, 2));
  else {
    const [rendered] = await formats.text.render(report, { colour: hasColours() });
    printLine(`${rendered?.text ?? ''}\nmerged ${named.length} reports into ${output}`);
  }
  return report.status === 'incomplete' || report.status === 'failed' ? exitCodes.findings : exitCodes.ok;
}
