/** Pull requests as payloads have them: complete, as reviews have them, and as checks and runs name them. */
import { boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { reviewer, team, user } from './account-parts.ts';
import { fields } from './fields.ts';
import { authorAssociation, label, lockReason, milestone } from './parts.ts';
import { forkRepository, repository } from './repository-parts.ts';

const link = object({ href: string });
const autoMerge = object({
  enabled_by: user,
  merge_method: oneOf('merge', 'squash', 'rebase'),
  // Both start out as what the pull request's author wrote.
  ...fields(untrusted, 'commit_title', 'commit_message'),
});
const stack = object({
  ...fields(number, 'id', 'number', 'size', 'position'),
  base: object(fields(string, 'ref', 'sha')),
});

const pullRequestFields = {
  ...fields(string, 'url', 'node_id', 'html_url', 'diff_url', 'patch_url', 'issue_url', 'commits_url'),
  ...fields(string, 'review_comments_url', 'review_comment_url', 'comments_url', 'statuses_url'),
  ...fields(string, 'created_at', 'updated_at', 'closed_at', 'merged_at', 'merge_commit_sha'),
  ...fields(number, 'id', 'number'),
  ...fields(untrusted, 'title', 'body'),
  ...fields(boolean, 'locked', 'draft'),
  state: oneOf('open', 'closed'),
  user,
  assignee: user,
  assignees: list(user),
  requested_reviewers: list(reviewer),
  requested_teams: list(team),
  labels: list(label),
  milestone,
  // The branch, and its label `owner:branch`, are named by the author.
  head: object({ ...fields(untrusted, 'label', 'ref'), sha: string, user, repo: forkRepository }),
  // The branch to merge into exists in this repository already.
  base: object({ ...fields(string, 'label', 'ref', 'sha'), user, repo: repository }),
  _links: object({
    ...fields(link, 'self', 'html', 'issue', 'comments', 'review_comments', 'review_comment', 'commits', 'statuses'),
  }),
  author_association: authorAssociation,
  auto_merge: autoMerge,
  active_lock_reason: lockReason,
  stack,
} as const;

/** A pull request as the events of reviews have it. */
const simplePullRequestShape = object(pullRequestFields);
export interface SimplePullRequest extends Named<typeof simplePullRequestShape> {}
export const simplePullRequest: SimplePullRequest = simplePullRequestShape;

const pullRequestShape = object({
  ...pullRequestFields,
  ...fields(boolean, 'merged', 'mergeable', 'rebaseable', 'maintainer_can_modify', 'allow_auto_merge'),
  ...fields(boolean, 'allow_update_branch', 'delete_branch_on_merge', 'use_squash_pr_title_as_default'),
  ...fields(string, 'mergeable_state', 'merge_commit_message', 'merge_commit_title'),
  ...fields(string, 'squash_merge_commit_message', 'squash_merge_commit_title'),
  ...fields(number, 'comments', 'review_comments', 'commits', 'additions', 'deletions', 'changed_files'),
  merged_by: user,
});
export interface PullRequest extends Named<typeof pullRequestShape> {}
export const pullRequest: PullRequest = pullRequestShape;

const end = { sha: string, repo: object({ id: number, url: string, name: string }) } as const;
/** A pull request as checks and runs name it. */
const pullRequestReferenceShape = object({
  url: string,
  ...fields(number, 'id', 'number'),
  head: object({ ...end, ref: untrusted }),
  base: object({ ...end, ref: string }),
});
export interface PullRequestReference extends Named<typeof pullRequestReferenceShape> {}
export const pullRequestReference: PullRequestReference = pullRequestReferenceShape;
