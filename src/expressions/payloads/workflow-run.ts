/** The payload of `workflow_run`. */
import { object, oneOf, type Named } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { workflow, workflowRun as workflow_run } from './run-parts.ts';

const workflowRunShape = object({
  ...everyPayload,
  action: oneOf('requested', 'in_progress', 'completed'),
  workflow,
  workflow_run,
});
export interface WorkflowRun extends Named<typeof workflowRunShape> {}
export const workflowRun: WorkflowRun = workflowRunShape;
