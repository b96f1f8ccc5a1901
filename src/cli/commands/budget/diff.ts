/** `pipewright budget diff`: what a change costs a month, for its pull request, and whether that is too much. */
import { resolve } from 'node:path';
import { diffBudgets } from '../../../budget/diff/diff-budgets.ts';
import { isExceeded, type Limits } from '../../../budget/diff/limit.ts';
import { renderDiff } from '../../../budget/diff/render-diff.ts';
import type { BudgetSettings } from '../../../config/budget.ts';
import type { BudgetDiff } from '../../../contract/budget-diff.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { type Diagnostic, PipelineError, printable, relativeFindings } from '../../../diagnostics/index.ts';
import { hasStepSummary, writeStepSummary } from '../../step-summary.ts';
import { type OutputOptions, printFindings, printLine } from '../../terminal.ts';
import { readCommitAndTree, readFileAndTree, readFiles, type Sides } from './diff-sides.ts';
import { renderDiffText } from './diff-text.ts';

export interface DiffOptions extends OutputOptions, Limits {
  /** The report before, and the one after; without the second the working tree is. */
  readonly files: readonly string[];
  readonly base: string | undefined;
  readonly markdown: boolean;
  readonly output: string | undefined;
  readonly comment: boolean;
  /** What the options say about the month of the working tree. */
  readonly given: Partial<BudgetSettings>;
}

/** @returns the exit code: 1 when a limit is exceeded, or the head has something that could not be counted */
export async function runDiff(options: DiffOptions): Promise<number> {
  const { root, max, maxIncrease } = options;
  const { base, head, sides, findings: found } = await readSides(options);
  const diff = diffBudgets(base, head, { sides, max, maxIncrease });
  const findings = relativeFindings([...found, ...diff.findings], root);
  const whole = { ...diff, findings: distinct(findings) };
  const markdown = renderDiff(whole);
  if (options.json) {
    // What fails on the way is reported as JSON too, and there must be one report.
    const told = await handOn(markdown, options);
    printLine(JSON.stringify({ ...whole, findings: [...whole.findings, ...told] }, undefined, 2));
    return exitCodeOf(whole);
  }
  print(whole, markdown, options);
  const told = await handOn(markdown, options);
  if (!options.markdown) for (const { message } of told) printLine(message);
  return exitCodeOf(whole);
}

function readSides({ root, files, base, given }: DiffOptions): Promise<Sides> {
  const [before, after, ...more] = files;
  const isGiven = Object.keys(given).length > 0;
  if (more.length > 0) throw wrongUse('a difference is between two reports', 'name the one before, then the one after');
  if (base !== undefined) {
    if (before !== undefined) throw wrongUse('--base and reports exclude each other', 'name a ref, or two reports');
    return readCommitAndTree(root, base, given);
  }
  if (before === undefined)
    throw wrongUse('there is nothing to compare', 'name a ref, as in --base main, or two reports');
  if (after === undefined) return readFileAndTree(root, before, given);
  if (isGiven)
    throw wrongUse(`two reports are as they are: ${Object.keys(given).join(', ')} can't be chosen`, 'leave it out');
  return readFiles(before, after);
}

function print(diff: BudgetDiff, markdown: string, { root, markdown: asMarkdown }: DiffOptions): void {
  if (asMarkdown) {
    printLine(printable(markdown.trimEnd()));
    return;
  }
  printLine(renderDiffText(diff));
  if (diff.findings.length > 0) printLine('');
  printFindings(diff.findings, root);
}

/** To the file, to the summary of the step, and to the pull request. @returns what became of it */
async function handOn(markdown: string, { output, comment }: DiffOptions): Promise<Diagnostic[]> {
  const told: Diagnostic[] = [];
  if (output !== undefined) {
    const { writeWhole } = await import('../../../runner/reports/write-files.ts');
    await writeWhole(resolve(output), markdown);
    told.push({ severity: 'info', code: 'written', message: `written to ${output}` });
  }
  if (hasStepSummary()) await writeStepSummary(markdown);
  if (comment) told.push(await publish(markdown));
  return told;
}

async function publish(markdown: string): Promise<Diagnostic> {
  const { publishComment } = await import('../../../runner/reports/comment/comment.ts');
  const outcome = await publishComment({ body: markdown, key: 'budget' });
  const message = outcome.kind === 'skipped' ? `no comment: ${outcome.reason}` : `${outcome.kind} ${outcome.url}`;
  return { severity: 'info', code: 'comment', message };
}

function exitCodeOf({ limit, findings }: BudgetDiff): number {
  return isExceeded(limit) || findings.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.ok;
}

const distinct = (findings: readonly Diagnostic[]): Diagnostic[] => [
  ...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values(),
];

const wrongUse = (message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'wrong-use', message, hint }], 2);
