/** Finds the two reports that a difference is made of: files, a commit, and the working tree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { byText } from '../../../budget/diff/row-changes.ts';
import type { BudgetSettings } from '../../../config/budget.ts';
import type { Config } from '../../../config/index.ts';
import type { BudgetReport } from '../../../contract/budget.ts';
import type { DiffSide } from '../../../contract/budget-diff.ts';
import { type Diagnostic, PipelineError } from '../../../diagnostics/index.ts';
import { configFile, loadConfig } from '../../../synth/load-config.ts';
import { type LoadedWorkflows, loadWorkflows } from '../../load-workflows.ts';
import { type BaseCommit, findCommit, isAncestor } from './base-commit.ts';
import { type CommittedBudget, loadBaseWorkflows, nameOf, readCommittedBudget } from './base-report.ts';
import { readReportFile, refuseSameFile } from './diff-report-file.ts';
import { type MonthQuestion, reportMonth } from './month.ts';

export interface Sides {
  readonly base: BudgetReport;
  readonly head: BudgetReport;
  readonly sides: { readonly base: DiffSide; readonly head: DiffSide };
  readonly findings: readonly Diagnostic[];
}

const fileSide = (name: string): DiffSide => ({ source: 'file', name, commit: null });
const workingTree = { source: 'working-tree', name: '', commit: null } as const satisfies DiffSide;

/** Two reports as they are. */
export async function readFiles(before: string, after: string): Promise<Sides> {
  refuseSameFile(before, after);
  const [base, head] = [await readReportFile(before), await readReportFile(after)];
  return { base, head, sides: { base: fileSide(before), head: fileSide(after) }, findings: [] };
}

/** A report as it is, and the working tree in the same month. */
export async function readFileAndTree(root: string, before: string, given: Partial<BudgetSettings>): Promise<Sides> {
  const base = await readReportFile(before);
  const tree = await openTree(root, await loadConfig(root), given, base.month);
  return { base, head: reportMonth(tree), sides: { base: fileSide(before), head: workingTree }, findings: [] };
}

/**
 * A commit, and the working tree.
 *
 * The report that was committed with it is the base where it was made for the same; otherwise its workflows are
 * simulated. Nothing of the commit is run, its settings neither.
 *
 * @throws PipelineError with exit code 2 when there is no such commit, 3 when git fails
 */
export async function readCommitAndTree(root: string, ref: string, given: Partial<BudgetSettings>): Promise<Sides> {
  const commit = await findCommit(root, ref);
  const config = await loadConfig(root);
  const committed = await readCommittedBudget(root, commit.id, config.generated);
  const tree = await openTree(root, config, given, committed.report?.month);
  const head = reportMonth(tree);
  const side = (source: DiffSide['source']): DiffSide => ({ source, name: commit.ref, commit: commit.id });
  const behind = await behindFindings(root, commit);
  const others = committed.report ? othersOf(committed.report, head) : [];
  if (committed.report && others.length === 0) {
    const findings = [...behind, ...committed.findings];
    return { base: committed.report, head, sides: { base: side('committed'), head: workingTree }, findings };
  }
  const base = reportMonth({ ...tree, loaded: loadBaseWorkflows(committed.workflows, tree.loaded.workflows) });
  const findings = [
    ...behind,
    ...committed.findings,
    simulatedFinding(committed, others),
    ...settingsFindings(root, committed),
  ];
  return { base, head, sides: { base: side('commit'), head: workingTree }, findings };
}

/** The workflows of the working tree in the order of their names, as those of a commit are. */
async function openTree(
  root: string,
  config: Config,
  given: Partial<BudgetSettings>,
  month?: string,
): Promise<MonthQuestion> {
  const loaded = await loadTree(root, config);
  const workflows = loaded.workflows.toSorted((left, right) => byText(nameOf(left.file), nameOf(right.file)));
  const isFixed = (given.month ?? config.budget.month) !== 'next';
  const fixed = isFixed || month === undefined ? given : { ...given, month };
  return { root, config, loaded: { ...loaded, workflows }, given: fixed, savings: false };
}

/** A change may remove the last workflow. */
async function loadTree(root: string, config: Config): Promise<LoadedWorkflows> {
  try {
    return await loadWorkflows(root, [], config);
  } catch (error) {
    const isEmpty = error instanceof PipelineError && error.findings.every(({ code }) => code === 'no-workflows');
    if (isEmpty) return { workflows: [], findings: [] };
    throw error;
  }
}

const decisive = ['month', 'plan', 'visibility', 'card', 'drawdown', 'paymentMethod'] as const;

/** What a committed report was made for, where that is not what the head is made for. */
const othersOf = (committed: BudgetReport, head: BudgetReport): string[] =>
  decisive
    .filter((term) => committed[term] !== head[term])
    .map((term) => `${term} ${committed[term]} instead of ${head[term]}`);

function simulatedFinding({ report }: CommittedBudget, others: readonly string[]): Diagnostic {
  const why = report
    ? `the report of the base is made for ${others.join(' and ')}`
    : 'the base has no report that can be used';
  const message = `${why}: its workflows are simulated, with the settings and the declared times of the working tree`;
  return { severity: 'info', code: 'simulated-base', message };
}

/** What the settings say is read by running them, and nothing of another commit is run. */
function settingsFindings(root: string, { settings }: CommittedBudget): Diagnostic[] {
  const current = readSettings(root);
  if (withPlainEnds(settings) === withPlainEnds(current)) return [];
  const message = 'pipewright.config.ts is another one than in the base: what it changes is not in the difference';
  const hint = 'commit the report that `pipewright synth` writes: then the base is judged by its own settings';
  return [{ severity: 'warning', code: 'other-settings', message, hint }];
}

/** Git may have changed the line ends when it wrote the file. */
const withPlainEnds = (text: string | undefined): string | undefined => text?.replaceAll('\r\n', '\n');

function readSettings(root: string): string | undefined {
  try {
    return readFileSync(join(root, configFile), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** What others did since then would look undone. */
async function behindFindings(root: string, commit: BaseCommit): Promise<Diagnostic[]> {
  if ((await isAncestor(root, commit)) !== false) return [];
  const message = `${commit.ref} has commits that the working tree has not: what they change appears the other way round`;
  const hint = `merge ${commit.ref} first, or take the commit where the branch began: git merge-base ${commit.id.slice(0, 9)} HEAD`;
  return [{ severity: 'warning', code: 'base-is-ahead', message, hint }];
}
