/** `pipewright report comment`: the reports as one comment on the pull request, which later runs update. */
import { exitCodes } from '../../../contract/exit-codes.ts';
import { commentBytes, publishComment, renderSummary } from '../../../runner/reports/index.ts';
import { type OutputOptions, printLine } from '../../terminal.ts';
import { requireReports } from './collect-reports.ts';

export interface CommentOptions extends OutputOptions {
  readonly paths: readonly string[];
  readonly key: string;
}

/** Room for the marker that the comment is found by. */
const markerBytes = 256;

/** @returns the exit code: 0 also where there is nothing to comment on */
export async function runComment({ paths, key, json }: CommentOptions): Promise<number> {
  const reports = (await requireReports(paths)).map(({ report }) => report);
  const outcome = await publishComment({ body: renderSummary(reports, commentBytes - markerBytes), key });
  if (json) printLine(JSON.stringify({ version: 1, ...outcome }, undefined, 2));
  else printLine(outcome.kind === 'skipped' ? `no comment: ${outcome.reason}` : `${outcome.kind} ${outcome.url}`);
  return exitCodes.ok;
}
