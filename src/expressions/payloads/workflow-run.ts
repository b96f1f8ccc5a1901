/** The payload of `workflow_run`. */
import { object, oneOf } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { workflow, workflowRun as workflow_run } from './run-parts.ts';

export const workflowRun = object({
  ...everyPayload,
  action: oneOf('requested', 'in_progress', 'completed'),
  workflow,
  workflow_run,
});
