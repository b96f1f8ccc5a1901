/** The payload of `discussion_comment`. */
import { object, oneOf, type Named } from '../shape.ts';
import { discussionComment as comment, discussionPart } from './discussion.ts';
import { everyPayload, textBefore } from './parts.ts';

const discussionCommentShape = object({
  ...everyPayload,
  action: oneOf('created', 'edited', 'deleted'),
  comment,
  discussion: discussionPart,
  changes: object({ body: textBefore }),
});
export interface DiscussionComment extends Named<typeof discussionCommentShape> {}
export const discussionComment: DiscussionComment = discussionCommentShape;
