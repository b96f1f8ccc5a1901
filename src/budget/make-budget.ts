/** Makes the budget of a repository: its workflows, its settings, its traffic, and what real runs took. */
import type { BudgetSettings, Traffic } from '../config/budget.ts';
import type { BudgetReport, TrafficSource } from '../contract/budget.ts';
import type { Calibration } from '../contract/calibration.ts';
import type { Workflow } from '../model/index.ts';
import { preparePlan } from '../plan/index.ts';
import { findSavings, untriedFinding } from './savings/find-savings.ts';
import { trafficOr } from './simulation/assumed-traffic.ts';
import type { BudgetQuestion } from './simulation/budget-question.ts';
import type { PlannedWorkflow } from './simulation/planned-workflow.ts';
import { simulateMonth } from './simulation/simulate.ts';

export interface WorkflowSource {
  /** The name of the file that GitHub runs, `ci.yml`. */
  readonly file: string;
  readonly document: Workflow;
  /** The workflow that a job calls, by what it writes after `uses`. */
  readonly called: (uses: string) => Workflow | undefined;
}

export interface BudgetRequest {
  readonly workflows: readonly WorkflowSource[];
  readonly settings: Omit<BudgetSettings, 'month' | 'report'>;
  /** `2026-02` */
  readonly month: string;
  /** What the settings say; without any, a modest traffic is assumed. */
  readonly traffic: Traffic;
  /** What the history of the repository says; it takes the place of what the settings say. */
  readonly history?: Traffic;
  readonly calibration?: Calibration;
  /** Whether to look for changes that save, which takes longer than all the rest. @default true */
  readonly savings?: boolean;
}

/**
 * The budget with what would save most. The same request has the same answer on every machine.
 *
 * @throws PipelineError with exit code 2 when there is no such month
 */
export function makeBudget(request: BudgetRequest): BudgetReport {
  const { settings, month, calibration, history } = request;
  const workflows = request.workflows.map(toPlanned);
  const { traffic, findings, source } = history ? fromHistory(history) : trafficOr(request.traffic, workflows);
  const question: BudgetQuestion = { ...settings, month, traffic, trafficSource: source, workflows, calibration };
  const report = simulateMonth(question);
  if (request.savings === false) return { ...report, findings: [...findings, ...report.findings] };
  const savings = findSavings(question, report);
  return { ...report, savings, findings: [...findings, ...report.findings, ...untriedFinding(report)] };
}

const fromHistory = (traffic: Traffic) => ({ traffic, findings: [], source: 'history' as TrafficSource });

/** A workflow with its plan; savings plan changed ones the same way. */
export function toPlanned({ file, document, called }: WorkflowSource): PlannedWorkflow {
  const { plan } = preparePlan(document, { resolve: called, steps: true });
  return { file, document, plan, called };
}
