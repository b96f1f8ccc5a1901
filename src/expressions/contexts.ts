/**
 * What GitHub's contexts hold.
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts. Properties that a comment calls
 * undocumented are there all the same, and in use.
 */
import { anything, boolean, map, number, object, oneOf, type Shape, string, untrusted } from './shape.ts';

const eventNames = [
  'branch_protection_rule',
  'check_run',
  'check_suite',
  'create',
  'delete',
  'deployment',
  'deployment_status',
  'discussion',
  'discussion_comment',
  'fork',
  'gollum',
  'image_version',
  'issue_comment',
  'issues',
  'label',
  'merge_group',
  'milestone',
  'page_build',
  'public',
  'pull_request',
  'pull_request_review',
  'pull_request_review_comment',
  'pull_request_target',
  'push',
  'registry_package',
  'release',
  'repository_dispatch',
  'schedule',
  'status',
  'watch',
  'workflow_call',
  'workflow_dispatch',
  'workflow_run',
] as const;

export const githubShape = object({
  action: string,
  action_path: string,
  action_ref: string,
  action_repository: string,
  action_status: string,
  actor: string,
  actor_id: string,
  api_url: string,
  artifact_cache_size_limit: string, // undocumented
  artifacts: string,
  artifacts_list: string,
  base_ref: string,
  env: string,
  // Its shape depends on the event: event('push') has it.
  event: anything,
  event_name: oneOf(...eventNames),
  event_path: string,
  graphql_url: string,
  // The branch of a pull request, named by its author, who may be anyone.
  head_ref: untrusted,
  job: string,
  job_workflow_sha: string, // undocumented
  output: string, // undocumented
  path: string,
  // Plain, though they may hold the name of a branch: for a pull request they are refs/pull/<number>/merge (with
  // pull_request_target the base branch), for other events a branch or tag of this repository, and to name one
  // takes write access. Only `head_ref` is an outsider's word.
  ref: string,
  ref_name: string,
  ref_protected: boolean,
  ref_type: oneOf('branch', 'tag'),
  repository: string,
  repository_id: string,
  repository_owner: string,
  repository_owner_id: string,
  repository_visibility: oneOf('public', 'private', 'internal'), // undocumented
  repositoryUrl: string,
  retention_days: string,
  run_attempt: string,
  run_id: string,
  run_number: string,
  secret_source: oneOf('None', 'Actions', 'Codespaces', 'Dependabot'),
  server_url: string,
  sha: string,
  state: string, // undocumented
  step_summary: string, // undocumented
  token: string,
  triggering_actor: string,
  workflow: string,
  workflow_ref: string,
  workflow_sha: string,
  workspace: string,
});

export const runnerShape = object({
  name: string,
  os: oneOf('Linux', 'Windows', 'macOS'),
  arch: oneOf('X86', 'X64', 'ARM', 'ARM64'),
  temp: string,
  tool_cache: string,
  /** '1' when debug logging is on, else nothing. */
  debug: string,
  environment: oneOf('github-hosted', 'self-hosted'),
  workspace: string, // undocumented; github.workspace is what people want
});

export const jobShape = object({
  status: oneOf('success', 'failure', 'cancelled'),
  check_run_id: number,
  container: object({ id: string, network: string }),
  services: map(object({ id: string, network: string, ports: map(string) })),
  workflow_ref: string,
  workflow_sha: string,
  workflow_repository: string,
  workflow_file_path: string,
});

export const strategyShape = object({
  'fail-fast': boolean,
  'job-index': number,
  'job-total': number,
  'max-parallel': number,
});

/** `env` and `vars`: every name is allowed, every value is text. */
export const namesShape = map(string);

const outcome = oneOf('success', 'failure', 'cancelled', 'skipped');
const finishedJob = object({ result: outcome, outputs: map(string) });

/** Every context by its name. What an author declares (steps, jobs, axes, inputs) is a map here: a rule knows more. */
export const contextShapes = {
  github: githubShape,
  env: namesShape,
  vars: namesShape,
  secrets: namesShape,
  runner: runnerShape,
  job: jobShape,
  jobs: map(finishedJob),
  needs: map(finishedJob),
  steps: map(object({ outputs: map(string), outcome, conclusion: outcome })),
  strategy: strategyShape,
  matrix: map(anything),
  inputs: map(anything),
} as const satisfies Record<string, Shape>;
