/** GitHub's REST API: the only folder that knows Octokit. */
export { type GitHubAccess, readAccess } from './access.ts';
export { connect, type GitHubClient } from './client.ts';
export { mapAtMost } from './map-at-most.ts';
export { isReadOnlyToken } from './refusal.ts';
export { type RetryOptions, retryReads } from './retry.ts';
export { type Attempt, gitHubTrouble } from './trouble.ts';
export {
  type ListedRun,
  type ListedWorkflow,
  listJobs,
  listRuns,
  listWorkflows,
  type RepositoryName,
} from './workflow-runs.ts';
