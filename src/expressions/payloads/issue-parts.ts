/** Issues, and the comments on them and on pull requests. */
import { anything, boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { app, user } from './account-parts.ts';
import { fields } from './fields.ts';
import { authorAssociation, label, lockReason, milestone, reactions } from './parts.ts';

const issueCommentShape = object({
  ...fields(string, 'url', 'html_url', 'issue_url', 'node_id', 'created_at', 'updated_at'),
  ...fields(untrusted, 'body', 'body_text', 'body_html'),
  id: number,
  user,
  author_association: authorAssociation,
  reactions,
  performed_via_github_app: app,
  pin: object({ pinned_at: string, pinned_by: user }),
  minimized: object({ reason: string }),
});
export interface IssueComment extends Named<typeof issueCommentShape> {}
export const issueComment: IssueComment = issueCommentShape;

const issueTypeShape = object({
  ...fields(string, 'node_id', 'name', 'description', 'color', 'created_at', 'updated_at'),
  id: number,
  is_enabled: boolean,
});
export interface IssueType extends Named<typeof issueTypeShape> {}
export const issueType: IssueType = issueTypeShape;

const issueShape = object({
  ...fields(string, 'url', 'repository_url', 'labels_url', 'comments_url', 'events_url', 'html_url', 'timeline_url'),
  ...fields(string, 'node_id', 'created_at', 'updated_at', 'closed_at', 'parent_issue_url'),
  ...fields(number, 'id', 'number', 'comments'),
  ...fields(untrusted, 'title', 'body'),
  ...fields(boolean, 'locked', 'draft'),
  state: oneOf('open', 'closed'),
  state_reason: oneOf('completed', 'reopened', 'not_planned', 'duplicate'),
  user,
  labels: list(label),
  assignee: user,
  assignees: list(user),
  milestone,
  author_association: authorAssociation,
  active_lock_reason: lockReason,
  performed_via_github_app: app,
  /** Only there when the issue is a pull request: `github.event.issue.pull_request` tells them apart. */
  pull_request: object(fields(string, 'url', 'html_url', 'diff_url', 'patch_url', 'merged_at')),
  reactions,
  type: issueType,
  pinned_comment: issueComment,
  sub_issues_summary: object(fields(number, 'total', 'completed', 'percent_completed')),
  issue_dependencies_summary: object(fields(number, 'blocked_by', 'blocking', 'total_blocked_by', 'total_blocking')),
  issue_field_values: list(anything),
});
export interface Issue extends Named<typeof issueShape> {}
export const issue: Issue = issueShape;
