/** The payload of `pull_request_review_comment`. */
import { events } from '../events.generated.ts';
import { type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { user } from './account-parts.ts';
import { fields } from './fields.ts';
import { authorAssociation, everyPayload, reactions, textBefore } from './parts.ts';
import { simplePullRequest } from './pull-request-parts.ts';

const link = object({ href: string });

const pullRequestReviewCommentShape = object({
  ...everyPayload,
  action: oneOf(...events.pull_request_review_comment.types),
  pull_request: simplePullRequest,
  comment: object({
    ...fields(string, 'url', 'html_url', 'pull_request_url', 'node_id', 'commit_id', 'original_commit_id'),
    ...fields(string, 'created_at', 'updated_at'),
    ...fields(number, 'id', 'pull_request_review_id', 'in_reply_to_id', 'position', 'original_position'),
    ...fields(number, 'line', 'original_line', 'start_line', 'original_start_line'),
    // The code commented on, and the file's name, are the author's.
    ...fields(untrusted, 'body', 'diff_hunk', 'path'),
    side: oneOf('LEFT', 'RIGHT'),
    start_side: oneOf('LEFT', 'RIGHT'),
    subject_type: oneOf('line', 'file'),
    user,
    author_association: authorAssociation,
    reactions,
    _links: object({ self: link, html: link, pull_request: link }),
  }),
  changes: object({ body: textBefore }),
});
export interface PullRequestReviewComment extends Named<typeof pullRequestReviewCommentShape> {}
export const pullRequestReviewComment: PullRequestReviewComment = pullRequestReviewCommentShape;
