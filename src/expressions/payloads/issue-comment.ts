/** The payload of `issue_comment`, which also fires for comments on pull requests. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf } from '../shape.ts';
import { issueComment as comment, issue } from './issue-parts.ts';
import { everyPayload, textBefore } from './parts.ts';

const issueCommentShape = object({
  ...everyPayload,
  action: oneOf(...events.issue_comment.types, 'pinned', 'unpinned'),
  issue,
  comment,
  changes: object({ body: textBefore }),
});
export interface IssueComment extends Named<typeof issueCommentShape> {}
export const issueComment: IssueComment = issueCommentShape;
