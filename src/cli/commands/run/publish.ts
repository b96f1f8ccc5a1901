/** Hands a report on: to files, to whoever reads the terminal, and to GitHub when a step of a workflow runs it. */
import { join } from 'node:path';
import type { Report } from '../../../contract/index.ts';
import type { ReportFormat } from '../../../contract/suite-options.ts';
import { renderAnnotations } from '../../../diagnostics/index.ts';
import { annotate, formats, renderMarkdown, writeFormats, writeReport } from '../../../runner/reports/index.ts';
import { hasStepSummary, writeStepSummary } from '../../step-summary.ts';
import { hasColours, type OutputOptions, printLine } from '../../terminal.ts';

export interface PublishOptions extends OutputOptions {
  /** The folder for files; none are written without it. */
  readonly output: string | undefined;
  readonly formats: readonly ReportFormat[];
}

/** @throws PipelineError (3) when a file can't be written; the report is printed before that */
export async function publish(report: Report, { root, json, output, formats: names }: PublishOptions): Promise<void> {
  if (json) printLine(JSON.stringify(report, undefined, 2));
  else await print(report, root);
  const file = output === undefined ? undefined : join(output, `${nameOf(report)}.json`);
  if (output !== undefined && file !== undefined) {
    await writeReport(report, file);
    await writeFormats(report, { formats: names, folder: output, name: nameOf(report) });
    if (!json) printLine(`written to ${output}`);
  }
  await tellGitHub(report, file, json);
}

/** Shards of one suite lie beside each other. */
function nameOf({ suite, shards: [shard] }: Report): string {
  return shard && shard.count > 1 ? `${suite}-${shard.index}-of-${shard.count}` : suite;
}

async function print(report: Report, root: string): Promise<void> {
  const [rendered] = await formats.text.render(report, { colour: hasColours() });
  printLine(rendered?.text.trimEnd() ?? '');
  const annotations = process.env['GITHUB_ACTIONS'] === 'true' ? renderAnnotations(annotate([report]), root) : '';
  if (annotations !== '') printLine(annotations);
}

/** The outputs of the step, and its summary. */
async function tellGitHub(report: Report, file: string | undefined, json: boolean): Promise<void> {
  const { GITHUB_ACTIONS, GITHUB_OUTPUT } = process.env;
  if (GITHUB_ACTIONS !== 'true' || json) return;
  if (GITHUB_OUTPUT) {
    const { setOutput } = await import('@actions/core');
    setOutput('status', report.status);
    if (file !== undefined) setOutput('report', file);
  }
  if (hasStepSummary()) await writeStepSummary(renderMarkdown(report));
}
