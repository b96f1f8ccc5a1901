/** The payload of `deployment`. */
import { type Named, object, oneOf } from '../shape.ts';
import { everyPayload } from './parts.ts';
import { deployment as deploymentPart, workflow, workflowRun } from './run-parts.ts';

const deploymentShape = object({
  ...everyPayload,
  action: oneOf('created'),
  deployment: deploymentPart,
  workflow,
  workflow_run: workflowRun,
});
export interface Deployment extends Named<typeof deploymentShape> {}
export const deployment: Deployment = deploymentShape;
