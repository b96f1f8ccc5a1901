/** Workflow runs and deployments as payloads have them. */
import { anything, boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { app, user } from './account-parts.ts';
import { fields } from './fields.ts';
import { conclusion, simpleCommit } from './parts.ts';
import { pullRequestReference } from './pull-request-parts.ts';
import { forkRepositoryLite, repositoryLite } from './repository-parts.ts';

const workflowShape = object({
  ...fields(string, 'badge_url', 'created_at', 'html_url', 'node_id', 'state', 'updated_at', 'url'),
  // A run must bear a name that `on.workflow_run.workflows` lists, but a pull request may bring the file it lies in.
  name: string,
  path: untrusted,
  id: number,
});
export interface Workflow extends Named<typeof workflowShape> {}
export const workflow: Workflow = workflowShape;

/** A run that this one follows: it may stem from a pull request of a fork, workflow file included. */
const workflowRunShape = object({
  ...fields(string, 'name', 'event', 'node_id', 'head_sha', 'check_suite_node_id', 'url', 'html_url'),
  ...fields(string, 'artifacts_url', 'cancel_url', 'check_suite_url', 'jobs_url', 'logs_url', 'rerun_url'),
  ...fields(string, 'workflow_url', 'previous_attempt_url', 'created_at', 'updated_at', 'run_started_at'),
  ...fields(number, 'id', 'run_number', 'run_attempt', 'workflow_id', 'check_suite_id'),
  // The title is the run's name, the pull request's title or the commit's message.
  ...fields(untrusted, 'head_branch', 'display_title', 'path'),
  status: oneOf('requested', 'in_progress', 'completed', 'queued', 'waiting', 'pending'),
  conclusion,
  head_commit: simpleCommit,
  head_repository: forkRepositoryLite,
  repository: repositoryLite,
  pull_requests: list(pullRequestReference),
  referenced_workflows: list(object({ path: untrusted, ref: untrusted, sha: string })),
  actor: user,
  triggering_actor: user,
});
export interface WorkflowRun extends Named<typeof workflowRunShape> {}
export const workflowRun: WorkflowRun = workflowRunShape;

/** A deployment; to make one takes write access. */
const deploymentShape = object({
  ...fields(string, 'url', 'node_id', 'sha', 'ref', 'task', 'original_environment', 'environment', 'description'),
  ...fields(string, 'created_at', 'updated_at', 'statuses_url', 'repository_url'),
  ...fields(boolean, 'transient_environment', 'production_environment'),
  id: number,
  payload: anything,
  creator: user,
  performed_via_github_app: app,
});
export interface Deployment extends Named<typeof deploymentShape> {}
export const deployment: Deployment = deploymentShape;
