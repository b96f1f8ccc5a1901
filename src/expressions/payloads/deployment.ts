/** The payload of `deployment`. */
import { object, oneOf } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { deployment as deploymentPart, workflow, workflowRun } from './run-parts.ts';

export const deployment = object({
  ...everyPayload,
  action: oneOf('created'),
  deployment: deploymentPart,
  workflow,
  workflow_run: workflowRun,
});
