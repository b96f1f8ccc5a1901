/** The payloads that are described, by event: what `github.event` holds. */
import type { Shape } from '../shape.ts';
import { checkRun } from './check-run.ts';
import { checkSuite } from './check-suite.ts';
import { create } from './create.ts';
import { deletion } from './delete.ts';
import { deployment } from './deployment.ts';
import { deploymentStatus } from './deployment-status.ts';
import { discussion } from './discussion.ts';
import { discussionComment } from './discussion-comment.ts';
import { gollum } from './gollum.ts';
import { issueComment } from './issue-comment.ts';
import { issues } from './issues.ts';
import { label } from './label.ts';
import { mergeGroup } from './merge-group.ts';
import { milestone } from './milestone.ts';
import { pageBuild } from './page-build.ts';
import { pullRequest } from './pull-request.ts';
import { pullRequestReview } from './pull-request-review.ts';
import { pullRequestReviewComment } from './pull-request-review-comment.ts';
import { push } from './push.ts';
import { release } from './release.ts';
import { repositoryDispatch } from './repository-dispatch.ts';
import { fork, madePublic, watch } from './repository-events.ts';
import { schedule } from './schedule.ts';
import { status } from './status.ts';
import { workflowDispatch } from './workflow-dispatch.ts';
import { workflowRun } from './workflow-run.ts';

/** Not described: `branch_protection_rule`, `image_version`, `registry_package`, and `workflow_call`, whose event is the caller's. */
export const payloads = {
  check_run: checkRun,
  check_suite: checkSuite,
  create,
  delete: deletion,
  deployment,
  deployment_status: deploymentStatus,
  discussion,
  discussion_comment: discussionComment,
  fork,
  gollum,
  issue_comment: issueComment,
  issues,
  label,
  merge_group: mergeGroup,
  milestone,
  page_build: pageBuild,
  public: madePublic,
  pull_request: pullRequest,
  pull_request_review: pullRequestReview,
  pull_request_review_comment: pullRequestReviewComment,
  pull_request_target: pullRequest,
  push,
  release,
  repository_dispatch: repositoryDispatch,
  schedule,
  status,
  watch,
  workflow_dispatch: workflowDispatch,
  workflow_run: workflowRun,
} as const satisfies Record<string, Shape>;
