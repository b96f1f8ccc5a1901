/** Check suites and check runs as payloads have them. */
import { boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { app } from './account-parts.ts';
import { fields } from './fields.ts';
import { conclusion, simpleCommit } from './parts.ts';
import { pullRequestReference } from './pull-request-parts.ts';
import { repository } from './repository-parts.ts';
import { deployment } from './run-parts.ts';

const status = oneOf('requested', 'in_progress', 'completed', 'queued', 'waiting', 'pending');

const checkSuiteShape = object({
  ...fields(string, 'node_id', 'head_sha', 'url', 'before', 'after', 'created_at', 'updated_at', 'check_runs_url'),
  ...fields(number, 'id', 'latest_check_runs_count'),
  ...fields(boolean, 'rerequestable', 'runs_rerequestable'),
  head_branch: untrusted,
  status,
  conclusion,
  pull_requests: list(pullRequestReference),
  app,
  head_commit: simpleCommit,
  repository,
  deployment,
});
export interface CheckSuite extends Named<typeof checkSuiteShape> {}
export const checkSuite: CheckSuite = checkSuiteShape;

const checkRunShape = object({
  ...fields(string, 'node_id', 'name', 'head_sha', 'external_id', 'url', 'html_url', 'details_url'),
  ...fields(string, 'started_at', 'completed_at'),
  id: number,
  status,
  conclusion,
  // Reports quote titles, file names and code of the pull request they are about.
  output: object({
    ...fields(untrusted, 'title', 'summary', 'text'),
    annotations_count: number,
    annotations_url: string,
  }),
  check_suite: checkSuite,
  app,
  pull_requests: list(pullRequestReference),
  deployment,
});
export interface CheckRun extends Named<typeof checkRunShape> {}
export const checkRun: CheckRun = checkRunShape;
