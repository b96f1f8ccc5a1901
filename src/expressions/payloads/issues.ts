/** The payload of `issues`. */
import { events } from '../events.generated.ts';
import { anything, type Named, number, object, oneOf, string } from '../shape.ts';
import { user } from './account-parts.ts';
import { issue, issueType } from './issue-parts.ts';
import { everyPayload, label, milestone, textBefore } from './parts.ts';
import { repository } from './repository-parts.ts';

const issuesShape = object({
  ...everyPayload,
  action: oneOf(...events.issues.types),
  issue,
  assignee: user,
  label,
  milestone,
  type: issueType,
  issue_field: object({ id: number, name: string, field_type: string }),
  issue_field_value: anything,
  changes: object({
    title: textBefore,
    body: textBefore,
    issue_field_value: anything,
    // A transfer names where the issue was or goes.
    old_issue: issue,
    old_repository: repository,
    new_issue: issue,
    new_repository: repository,
  }),
});
export interface Issues extends Named<typeof issuesShape> {}
export const issues: Issues = issuesShape;
