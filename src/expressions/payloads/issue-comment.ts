/** The payload of `issue_comment`, which also fires for comments on pull requests. */
import { object, oneOf } from '../shape.ts';
import { issueComment as comment, issue } from './issue-parts.ts';
import { everyPayload, textBefore } from './parts.ts';

export const issueComment = object({
  ...everyPayload,
  action: oneOf('created', 'edited', 'deleted', 'pinned', 'unpinned'),
  issue,
  comment,
  changes: object({ body: textBefore }),
});
