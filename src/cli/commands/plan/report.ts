/** Makes the report of `plan --json`. */
import type { JobPlanReport, PlanReport } from '../../../contract/plan.ts';
import { type Diagnostic, relativeFindings } from '../../../diagnostics/index.ts';
import type { InstancePlan, JobPlan, JobTime, RunTiming, WorkflowPlan } from '../../../plan/index.ts';

/** A workflow with its plan. */
export interface PlannedWorkflow {
  readonly file: string;
  readonly name: string | undefined;
  readonly plan: WorkflowPlan;
  /** Where durations are told. */
  readonly timing: RunTiming | undefined;
}

export function reportOf(
  event: string,
  planned: readonly PlannedWorkflow[],
  findings: readonly Diagnostic[],
  root: string,
): PlanReport {
  return {
    version: 1,
    event,
    workflows: planned.map(workflowOf),
    findings: [...relativeFindings(findings, root)] as PlanReport['findings'],
  };
}

function workflowOf({ file, name, plan, timing }: PlannedWorkflow): PlanReport['workflows'][number] {
  const { triggered, runs, reason, cron, concurrency, jobs } = plan;
  const times = new Map(timing?.jobs.map((time) => [time.name, time]));
  return {
    file,
    name,
    triggered,
    runs,
    reason,
    cron,
    concurrency,
    ...(timing
      ? { timing: { seconds: timing.seconds, queued: timing.queued, criticalPath: [...timing.criticalPath] } }
      : {}),
    jobs: jobs.map((job) => jobOf(job, times)),
  };
}

type Times = ReadonlyMap<string, JobTime>;

function jobOf({ instances, condition, needs, ...rest }: JobPlan, times: Times): JobPlanReport {
  return {
    ...rest,
    condition: condition && { ...condition, parts: [...condition.parts] },
    needs: [...needs],
    matrix: instances.map((each) => instanceOf(each, times)),
  };
}

function instanceOf(
  { matrix, uses, steps: _, runsOn, ...rest }: InstancePlan,
  times: Times,
): JobPlanReport['matrix'][number] {
  const time = times.get(rest.name);
  return {
    ...rest,
    values: matrix as JobPlanReport['matrix'][number]['values'],
    runsOn: [...runsOn],
    start: time?.start,
    end: time?.end,
    uses: uses && { workflow: uses.workflow, problem: uses.problem, jobs: uses.jobs.map((job) => jobOf(job, times)) },
  };
}
