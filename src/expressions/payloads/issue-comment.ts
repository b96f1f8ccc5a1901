/** The payload of `issue_comment`, which also fires for comments on pull requests. */
import { object, oneOf, type Named } from '../shape.ts';
import { issueComment as comment, issue } from './issue-parts.ts';
import { everyPayload, textBefore } from './parts.ts';

const issueCommentShape = object({
  ...everyPayload,
  action: oneOf('created', 'edited', 'deleted', 'pinned', 'unpinned'),
  issue,
  comment,
  changes: object({ body: textBefore }),
});
export interface IssueComment extends Named<typeof issueCommentShape> {}
export const issueComment: IssueComment = issueCommentShape;
