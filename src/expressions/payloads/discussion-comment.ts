/** The payload of `discussion_comment`. */
import { object, oneOf } from '../shape.ts';
import { discussionComment as comment, discussionPart } from './discussion.ts';
import { everyPayload, textBefore } from './parts.ts';

export const discussionComment = object({
  ...everyPayload,
  action: oneOf('created', 'edited', 'deleted'),
  comment,
  discussion: discussionPart,
  changes: object({ body: textBefore }),
});
