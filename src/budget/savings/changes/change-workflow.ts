/** Puts changed workflows in the place of those that a question has; documents are frozen, so changes make copies. */
import type { Job, StepsJob, Trigger, Workflow } from '../../../model/index.ts';
import type { PlanEvent } from '../../../plan/plan-event.ts';
import { preparePlan } from '../../../plan/prepare-plan.ts';
import type { WorkflowPlan } from '../../../plan/workflow-plan.ts';
import type { BudgetQuestion } from '../../simulation/budget-question.ts';
import type { PlannedWorkflow } from '../../simulation/planned-workflow.ts';

/** Two files can have the same name, so a workflow is known by its document. */
export function changeWorkflow(question: BudgetQuestion, before: Workflow, after: Workflow): BudgetQuestion {
  const workflows = question.workflows.map((each) => (each.document === before ? planAgain(each, after) : each));
  return { ...question, workflows };
}

export const addWorkflow = (question: BudgetQuestion, file: string, document: Workflow): BudgetQuestion => ({
  ...question,
  workflows: [...question.workflows, planAgain({ file, called: () => undefined }, document)],
});

function planAgain({ file, called }: Pick<PlannedWorkflow, 'file' | 'called'>, document: Workflow): PlannedWorkflow {
  const { plan } = preparePlan(document, { resolve: called, steps: true });
  return { file, document, plan, called };
}

/** Plans every event once: what a change leaves alone need not be planned for each month again. */
export function rememberPlans(question: BudgetQuestion): BudgetQuestion {
  return { ...question, workflows: question.workflows.map(rememberPlan) };
}

function rememberPlan(workflow: PlannedWorkflow): PlannedWorkflow {
  const known = new Map<string, WorkflowPlan>();
  const plan = (event: PlanEvent): WorkflowPlan => {
    const key = JSON.stringify(event);
    const found = known.get(key) ?? workflow.plan(event);
    known.set(key, found);
    return found;
  };
  return { ...workflow, plan };
}

/** With other jobs in the place of one. */
export const replaceJob = (workflow: Workflow, id: string, others: readonly Job[]): Workflow => ({
  ...workflow,
  jobs: workflow.jobs.flatMap((each) => (each.id === id ? others : [each])),
});

export const changeJob = (workflow: Workflow, id: string, change: (job: StepsJob) => StepsJob): Workflow => ({
  ...workflow,
  jobs: workflow.jobs.map((each) => (each.id === id && each.kind === 'job' ? change(each) : each)),
});

export const changeTriggers = (workflow: Workflow, change: (trigger: Trigger) => Trigger): Workflow => ({
  ...workflow,
  on: workflow.on.map(change),
});

export const triggerOf = ({ on }: Workflow, event: string): Trigger | undefined =>
  on.find((trigger) => trigger.event === event);
