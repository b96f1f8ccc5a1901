/** The payload of `deployment_status`. */
import { type Named, number, object, oneOf, string } from '../shape.ts';
import { app, user } from './account-parts.ts';
import { checkRun } from './check-parts.ts';
import { fields } from './fields.ts';
import { everyPayload } from './parts.ts';
import { deployment, workflow, workflowRun } from './run-parts.ts';

const deploymentStatusShape = object({
  ...everyPayload,
  action: oneOf('created'),
  deployment_status: object({
    ...fields(string, 'url', 'node_id', 'description', 'environment', 'environment_url', 'log_url', 'target_url'),
    ...fields(string, 'created_at', 'updated_at', 'deployment_url', 'repository_url'),
    id: number,
    state: oneOf('pending', 'in_progress', 'success', 'failure', 'error', 'waiting', 'queued', 'inactive'),
    creator: user,
    performed_via_github_app: app,
  }),
  deployment,
  check_run: checkRun,
  workflow,
  workflow_run: workflowRun,
});
export interface DeploymentStatus extends Named<typeof deploymentStatusShape> {}
export const deploymentStatus: DeploymentStatus = deploymentStatusShape;
