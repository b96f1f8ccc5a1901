/** What each workflow gets on a page: its jobs as a table, and one run of it as a picture. */
import type { BudgetReport, BudgetWorkflow, TypicalRun } from '../../contract/budget.ts';
import { plainLine } from '../../markup/plain-line.ts';
import { formatCount, formatShare } from '../format-amount.ts';
import { formatSeconds } from './format-time.ts';
import { criticalNodes, type GraphNode, groupJobs } from './graph/run-graph.ts';
import type { ReportTable } from './report-table.ts';
import { jobTable, workflowsByCost } from './tables.ts';

export interface WorkflowPart {
  readonly workflow: BudgetWorkflow;
  readonly jobs: ReportTable;
  /** Undefined where no run of it has several jobs. */
  readonly run: RunPart | undefined;
  /** Whether it is among those that are looked at first. */
  readonly isOpen: boolean;
}

export interface RunPart {
  readonly run: TypicalRun;
  /** Undefined where they are too many for a picture. */
  readonly nodes: readonly GraphNode[] | undefined;
}

/** How many workflows are shown with their jobs; of them, how many with pictures, and how many are open. */
interface PartLimits {
  readonly shown: number;
  readonly pictures: number;
}
const mostOpen = 3;

/** The dearest workflows; those that never ran have no part. */
export function workflowParts(report: BudgetReport, { shown, pictures }: PartLimits): WorkflowPart[] {
  const runs = new Map(report.typicalRuns.map((run) => [run.file, run]));
  const ran = workflowsByCost(report).filter(({ runs: count }) => count > 0);
  return ran.slice(0, shown).map((workflow, index) => ({
    workflow,
    jobs: jobTable(report, workflow),
    run: index < pictures ? runPart(runs.get(workflow.file)) : undefined,
    isOpen: index < mostOpen,
  }));
}

function runPart(run: TypicalRun | undefined): RunPart | undefined {
  return run && run.jobs.length > 1 ? { run, nodes: groupJobs(run.jobs) } : undefined;
}

/** `881 minutes, 44 % of the quota` */
export function costLine({ billableMinutes, share }: BudgetWorkflow): string {
  const minutes = `${formatCount(billableMinutes)} minutes`;
  return share === null ? minutes : `${minutes}, ${formatShare(share)} of the quota`;
}

/** What the picture of a run shows, with names of others in it. */
export function runLines({ run, nodes }: RunPart): string[] {
  const takes = `one run, ${plainLine(run.event, 80)}: ${formatCount(run.jobs.length)} jobs, ${formatSeconds(run.seconds)}`;
  const path = nodes ? criticalNodes(nodes).map(({ title }) => title) : criticalNames(run);
  const critical = `the critical path, which decides how long it takes: ${path.map((name) => plainLine(name, 80)).join(', then ')}`;
  return nodes ? [takes, critical] : [takes, critical, 'the jobs are too many for a picture'];
}

const criticalNames = ({ jobs }: TypicalRun): string[] =>
  jobs.filter(({ critical }) => critical).map(({ name }) => name);
