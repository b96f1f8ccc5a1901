/** The payload of `discussion_comment`. */
import { events } from '../events.generated.ts';
import { type Named, object, oneOf } from '../shape.ts';
import { discussionComment as comment, discussionPart } from './discussion.ts';
import { everyPayload, textBefore } from './parts.ts';

const discussionCommentShape = object({
  ...everyPayload,
  action: oneOf(...events.discussion_comment.types),
  comment,
  discussion: discussionPart,
  changes: object({ body: textBefore }),
});
export interface DiscussionComment extends Named<typeof discussionCommentShape> {}
export const discussionComment: DiscussionComment = discussionCommentShape;
