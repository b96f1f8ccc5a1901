/** The only file that prints: text for people with colours on a terminal, JSON for programs, annotations on GitHub. */
import type { FindingsReport } from '../contract/index.ts';
import { type Diagnostic, relativeFindings, renderAnnotations, renderText } from '../diagnostics/index.ts';

export interface OutputOptions {
  readonly root: string;
  readonly json: boolean;
}

/** Whether text may have colours. Source of the conventions: https://no-color.org and https://force-color.org */
export function hasColours(stream: NodeJS.WriteStream = process.stdout): boolean {
  if (process.env['NO_COLOR']) return false;
  if (process.env['FORCE_COLOR']) return process.env['FORCE_COLOR'] !== '0';
  return stream.isTTY === true && process.env['TERM'] !== 'dumb';
}

const write = process.stdout.write.bind(process.stdout);

export function printLine(text: string): void {
  write(`${text}\n`);
}

/** Calls back when everything that was printed is out. */
export function flush(done: () => void): void {
  write('', done);
}

/** From now on standard output is for the report alone: what pipelines print while they load goes to standard error. */
export function reserveOutput(): void {
  process.stdout.write = process.stderr.write.bind(process.stderr) as typeof process.stdout.write;
}

/** Prints findings for people, and as annotations when a workflow runs the command. */
export function printFindings(findings: readonly Diagnostic[], root: string): void {
  if (findings.length === 0) return;
  printLine(`${renderText(findings, { root, colour: hasColours() })}\n`);
  if (process.env['GITHUB_ACTIONS'] === 'true') printLine(renderAnnotations(findings, root));
}

/** Prints the versioned report, and nothing else. */
export function printReport(findings: readonly Diagnostic[], files: FindingsReport['files'], root: string): void {
  const report = { version: 1, findings: relativeFindings(findings, root), files } satisfies FindingsReport | object;
  printLine(JSON.stringify(report, undefined, 2));
}

/** `1 file`, `2 files`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
