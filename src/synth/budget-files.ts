/** The budget of a repository as files to write, and whether it keeps within what the settings allow. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, posix } from 'node:path';
import { referenceMonth } from '../budget/calendar/reference-month.ts';
import { formatCount, formatDollars, formatMinutes } from '../budget/format-amount.ts';
import { makeBudget, type WorkflowSource } from '../budget/make-budget.ts';
import type { Config } from '../config/index.ts';
import type { BudgetReport } from '../contract/budget.ts';
import { type Diagnostic, relativeFindings } from '../diagnostics/index.ts';
import type { Repository } from '../lint/index.ts';
import type { Document, Workflow } from '../model/index.ts';
import type { GeneratedFile } from './drift.ts';
import { loadCalibration } from './load-calibration.ts';
import { configFile } from './load-config.ts';
import { unifyLines } from './manifest.ts';
import { marker } from './outputs.ts';
import { placeOfKey } from './place-of-match.ts';
import { workflowPaths } from './repository.ts';

export interface BudgetFiles {
  readonly files: readonly GeneratedFile[];
  readonly findings: readonly Diagnostic[];
  /** That the month takes more than the settings allow. */
  readonly beyond?: Diagnostic;
}

export interface BudgetInput {
  readonly root: string;
  readonly config: Config;
  /** What the pipelines give, by path from the root. */
  readonly written: ReadonlyMap<string, Document>;
  /** With what is written there. */
  readonly repository: Repository;
}

/** The budget of all workflows of a repository, those that were written by hand included: they share one quota. */
export async function budgetFiles(input: BudgetInput): Promise<BudgetFiles> {
  const { root, config } = input;
  const { budget: settings, traffic, generated } = config;
  if (!settings.report && settings.max === undefined) return { files: [], findings: [] };
  const calibration = loadCalibration(root, config);
  const month = settings.month === 'next' ? referenceMonth : settings.month;
  const workflows = workflowsOf(input);
  const tooLarge = tooLargeFinding(workflows);
  if (tooLarge.length > 0) return { files: [], findings: tooLarge };
  const made = makeBudget({ workflows, settings, month, traffic, ...(calibration ? { calibration } : {}) });
  const report = { ...made, findings: relativeFindings(made.findings, root) };
  const beyond = beyondLimit(report, root, settings.report ? `${generated}/budget.md` : undefined);
  const files = settings.report ? await writeReports(report, generated) : [];
  return { files, findings: [], ...(beyond ? { beyond } : {}) };
}

async function writeReports(report: BudgetReport, generated: string): Promise<readonly GeneratedFile[]> {
  const { writeBudget } = await import('../budget/report/index.ts');
  return writeBudget(report, { folder: posix.join(generated.replaceAll('\\', '/'), '.') });
}

function workflowsOf({ root, written, repository }: BudgetInput): WorkflowSource[] {
  const called = (uses: string): Workflow | undefined => repository.workflow(uses);
  const paths = workflowPaths(root, written).filter((path) => written.has(path) || !isAbandoned(root, path));
  return paths.flatMap((path) => {
    const document = repository.workflow(`./${path}`);
    return document ? [{ file: basename(path), document, called }] : [];
  });
}

/** A month of more jobs takes as long to simulate as everything else together, and a gigabyte. */
const mostJobs = 10_000;

/** That the budget is left out, and with it the check of its limit. */
export function tooLargeFinding(workflows: readonly WorkflowSource[]): Diagnostic[] {
  const jobs = workflows.reduce((sum, { document }) => sum + document.jobs.length, 0);
  if (jobs <= mostJobs) return [];
  const [all, most] = [formatCount(jobs), formatCount(mostJobs)];
  const message = `the workflows have ${all} jobs: with more than ${most} no budget is written, and no limit checked`;
  const hint = 'run `npx pipewright budget`, or `npx pipewright budget <files>` for some of them';
  return [{ severity: 'warning', code: 'budget-left-out', message, hint }];
}

/** A generated file whose pipeline is gone: it will be deleted. */
const isAbandoned = (root: string, path: string): boolean =>
  unifyLines(readFileSync(join(root, path), 'utf8')).startsWith(marker);

function beyondLimit({ limit, trials, quota }: BudgetReport, root: string, page?: string): Diagnostic | undefined {
  if (!limit?.exceeded) return undefined;
  const { drawn, usd } = trials;
  const parts = [
    limit.minutes !== null && drawn.p90 > limit.minutes
      ? `${formatMinutes(drawn.p90)} minutes of the quota, and ${formatMinutes(limit.minutes)} are allowed`
      : '',
    limit.usd !== null && usd.p90 > limit.usd
      ? `${formatDollars(usd.p90)}, and ${formatDollars(limit.usd)} are allowed`
      : '',
  ];
  const file = join(root, configFile);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const included = quota.included > 0 ? ` (the plan includes ${formatMinutes(quota.included)})` : '';
  return {
    severity: 'error',
    code: 'budget-exceeded',
    message: `one month of ten takes more than ${parts.filter(Boolean).join('; and more than ')}${included}`,
    source: { file, ...placeOfKey(text, 'max') },
    path: 'budget.max',
    hint: page ? `${page} says what takes most, and what would save most` : 'run `npx pipewright budget`',
  };
}
