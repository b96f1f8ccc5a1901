/** The payload of `pull_request` and `pull_request_target`. */
import { events } from '../events.generated.ts';
import { type Named, number, object, oneOf, string } from '../shape.ts';
import { team, user } from './account-parts.ts';
import { fields } from './fields.ts';
import { everyPayload, label, milestone, textBefore, valueBefore } from './parts.ts';
import { pullRequest as pullRequestPart } from './pull-request-parts.ts';

const pullRequestShape = object({
  ...everyPayload,
  action: oneOf(...events.pull_request.types),
  number,
  pull_request: pullRequestPart,
  ...fields(string, 'reason', 'before', 'after'),
  assignee: user,
  label,
  milestone,
  requested_reviewer: user,
  requested_team: team,
  stack: pullRequestPart.properties.stack,
  changes: object({
    title: textBefore,
    body: textBefore,
    base: object({ ref: valueBefore, sha: valueBefore }),
    head: object({ ref: textBefore, sha: valueBefore }),
  }),
});
export interface PullRequest extends Named<typeof pullRequestShape> {}
export const pullRequest: PullRequest = pullRequestShape;
