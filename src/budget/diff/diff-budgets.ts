/** Compares two budgets: what a change costs a month. */
import type { BudgetReport } from '../../contract/budget.ts';
import type { BudgetDiff, DiffSide } from '../../contract/budget-diff.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { comparabilityFindings } from './comparability.ts';
import { judgeLimits, type Limits, mostOf } from './limit.ts';
import { changeOf, workflowChanges } from './row-changes.ts';

export interface DiffOptions extends Limits {
  /** Where the reports come from. */
  readonly sides?: { readonly base: DiffSide; readonly head: DiffSide };
}

const unnamed = { source: 'file', name: '', commit: null } as const satisfies DiffSide;

/**
 * What the head costs more than the base. Both ways round it is the same but for its signs.
 *
 * What makes the two hard to compare (another month, plan, rate card, traffic) is a finding.
 *
 * @example
 * diffBudgets(before, after).minutes; // { before: 1640, after: 1952, change: 312 }
 */
export function diffBudgets(base: BudgetReport, head: BudgetReport, options: DiffOptions = {}): BudgetDiff {
  const { sides = { base: unnamed, head: unnamed }, ...limits } = options;
  const counted = base.quota.included > 0 && head.quota.included > 0 ? 'quota' : 'billable';
  const between = (read: (report: BudgetReport) => number) => changeOf(read(base), read(head));
  const pair = <T>(read: (report: BudgetReport) => T) => ({ before: read(base), after: read(head) });
  const billableMinutes = between((report) => report.billableMinutes.total);
  const minutes = counted === 'quota' ? between(({ quota }) => quota.drawn) : billableMinutes;
  const workflows = workflowChanges(base, head);
  const { month, plan, visibility, card, drawdown } = head;
  return {
    version: 1,
    ...sides,
    ...{ month, plan, visibility, card, drawdown },
    verdict: pair(({ verdict }) => verdict),
    included: pair(({ quota }) => quota.included),
    ...{ counted, minutes, billableMinutes },
    mostMinutes: between((report) => mostOf(report).minutes),
    mostUsd: between((report) => mostOf(report).usd),
    chanceToExceed: between(({ trials }) => trials.chanceToExceed),
    usd: between(({ usd }) => usd.total),
    runs: between((report) => report.workflows.reduce((sum, { runs }) => sum + runs, 0)),
    artifacts: between(({ artifacts }) => artifacts.gbMonths),
    caches: between(({ caches }) => caches.gbMonths),
    exceededOn: pair(({ exceededOn }) => exceededOn),
    workflows,
    unchangedWorkflows: head.workflows.length - workflows.filter(({ kind }) => kind !== 'removed').length,
    limit: judgeLimits(base, head, limits, minutes.change),
    findings: [...comparabilityFindings(base, head), ...uncountedFindings(base, head)],
  };
}

/** What could not be counted: all of the head's mistakes, its new warnings, and mistakes that only the base has. */
function uncountedFindings(base: BudgetReport, head: BudgetReport): Diagnostic[] {
  const known = new Set(base.findings.map(contentOf));
  const current = new Set(head.findings.map(contentOf));
  const own = head.findings.filter(
    (finding) => finding.severity === 'error' || (finding.severity === 'warning' && !known.has(contentOf(finding))),
  );
  const gone = base.findings.filter((finding) => finding.severity === 'error' && !current.has(contentOf(finding)));
  return [
    ...own,
    ...gone.map(({ message, ...rest }) => ({
      ...rest,
      severity: 'warning' as const,
      message: `before the change: ${message}`,
    })),
  ];
}

/** Without the place: lines move. */
const contentOf = ({ severity, code, message, path }: Diagnostic): string =>
  JSON.stringify([severity, code, message, path]);
