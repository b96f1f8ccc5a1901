/** A workflow with what plans it: the simulation does not care how. */
import type { Workflow } from '../../model/index.ts';
import type { PlanEvent } from '../../plan/plan-event.ts';
import type { WorkflowPlan } from '../../plan/workflow-plan.ts';

export interface PlannedWorkflow {
  /** The name of the file, `ci.yml`. */
  readonly file: string;
  readonly document: Workflow;
  plan(event: PlanEvent): WorkflowPlan;
  /** The workflow that a job calls, by what it writes after `uses`. */
  called(uses: string): Workflow | undefined;
}
