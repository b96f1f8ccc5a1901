/** The payload of `pull_request_review`. */
import { events } from '../events.generated.ts';
import { type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { user } from './account-parts.ts';
import { fields } from './fields.ts';
import { authorAssociation, everyPayload, textBefore } from './parts.ts';
import { simplePullRequest } from './pull-request-parts.ts';

const link = object({ href: string });

const pullRequestReviewShape = object({
  ...everyPayload,
  action: oneOf(...events.pull_request_review.types),
  pull_request: simplePullRequest,
  review: object({
    ...fields(string, 'node_id', 'commit_id', 'submitted_at', 'updated_at', 'html_url', 'pull_request_url'),
    id: number,
    user,
    body: untrusted,
    state: oneOf('commented', 'changes_requested', 'approved', 'dismissed'),
    author_association: authorAssociation,
    _links: object({ html: link, pull_request: link }),
  }),
  changes: object({ body: textBefore }),
});
export interface PullRequestReview extends Named<typeof pullRequestReviewShape> {}
export const pullRequestReview: PullRequestReview = pullRequestReviewShape;
