/** The payload of `workflow_run`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { workflow, workflowRun as workflow_run } from './run-parts.ts';

const workflowRunShape = object({
  ...everyPayload,
  action: oneOf(...events.workflow_run.types),
  workflow,
  workflow_run,
});
export interface WorkflowRun extends Named<typeof workflowRunShape> {}
export const workflowRun: WorkflowRun = workflowRunShape;
