/** The payload of `discussion`, and the discussion that `discussion_comment` has too. */
import { events } from '../events.generated.ts';
import { boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { user } from './account-parts.ts';
import { fields } from './fields.ts';
import { authorAssociation, everyPayload, label, reactions, textBefore } from './parts.ts';
import { repository } from './repository-parts.ts';

const category = object({
  ...fields(string, 'node_id', 'emoji', 'name', 'description', 'created_at', 'updated_at', 'slug'),
  ...fields(number, 'id', 'repository_id'),
  is_answerable: boolean,
});

const discussionCommentShape = object({
  ...fields(string, 'node_id', 'html_url', 'repository_url', 'created_at', 'updated_at'),
  ...fields(number, 'id', 'parent_id', 'child_comment_count', 'discussion_id'),
  body: untrusted,
  user,
  author_association: authorAssociation,
  reactions,
});
export interface DiscussionComment extends Named<typeof discussionCommentShape> {}
export const discussionComment: DiscussionComment = discussionCommentShape;

const discussionPartShape = object({
  ...fields(string, 'node_id', 'html_url', 'repository_url', 'answer_html_url', 'timeline_url'),
  ...fields(string, 'answer_chosen_at', 'created_at', 'updated_at', 'active_lock_reason', 'state_reason'),
  ...fields(number, 'id', 'number', 'comments'),
  ...fields(untrusted, 'title', 'body'),
  state: oneOf('open', 'closed', 'locked', 'converting', 'transferring'),
  locked: boolean,
  category,
  answer_chosen_by: user,
  user,
  author_association: authorAssociation,
  labels: list(label),
  reactions,
});
export interface DiscussionPart extends Named<typeof discussionPartShape> {}
export const discussionPart: DiscussionPart = discussionPartShape;

const discussionShape = object({
  ...everyPayload,
  action: oneOf(...events.discussion.types, 'closed', 'reopened'),
  discussion: discussionPart,
  answer: discussionComment,
  old_answer: discussionComment,
  label,
  changes: object({
    title: textBefore,
    body: textBefore,
    category: object({ from: category }),
    new_discussion: discussionPart,
    new_repository: repository,
  }),
});
export interface Discussion extends Named<typeof discussionShape> {}
export const discussion: Discussion = discussionShape;
