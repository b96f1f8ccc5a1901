/**
 * What several webhook payloads share: labels, milestones, commits, changes, and what every payload carries.
 *
 * Names follow https://docs.github.com/webhooks/webhook-events-and-payloads. Text is `untrusted` when someone
 * without write access to the repository can choose it freely. Text that GitHub limits to harmless characters (a login,
 * a repository's name, a SHA, a date, a URL it builds from these) is plain, whoever chose it, and so is text that only
 * people with write access choose: labels, milestones, branches and tags of the repository itself.
 */
import { boolean, list, type Named, number, object, oneOf, string, untrusted } from '../shape.ts';
import { enterprise, organization, user } from './account-parts.ts';
import { fields } from './fields.ts';
import { repository } from './repository-parts.ts';

/** What every payload carries besides its own. */
export const everyPayload = {
  repository,
  organization,
  enterprise,
  sender: user,
  installation: object({ id: number, node_id: string }),
} as const;

const labelShape = object({
  ...fields(string, 'node_id', 'url', 'name', 'description', 'color'),
  id: number,
  default: boolean,
});
export interface Label extends Named<typeof labelShape> {}
export const label: Label = labelShape;

const milestoneShape = object({
  ...fields(string, 'url', 'html_url', 'labels_url', 'node_id', 'title', 'description'),
  ...fields(string, 'created_at', 'updated_at', 'due_on', 'closed_at'),
  ...fields(number, 'id', 'number', 'open_issues', 'closed_issues'),
  state: oneOf('open', 'closed'),
  creator: user,
});
export interface Milestone extends Named<typeof milestoneShape> {}
export const milestone: Milestone = milestoneShape;

const reactionsShape = object({
  ...fields(number, 'total_count', '+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'),
  url: string,
});
export interface Reactions extends Named<typeof reactionsShape> {}
export const reactions: Reactions = reactionsShape;

export const authorAssociation = oneOf(
  'COLLABORATOR',
  'CONTRIBUTOR',
  'FIRST_TIMER',
  'FIRST_TIME_CONTRIBUTOR',
  'MANNEQUIN',
  'MEMBER',
  'NONE',
  'OWNER',
);
export const lockReason = oneOf('resolved', 'off-topic', 'too heated', 'spam');
export const conclusion = oneOf(
  'success',
  'failure',
  'neutral',
  'cancelled',
  'timed_out',
  'action_required',
  'stale',
  'skipped',
  'startup_failure',
);

/** What an edit replaced: text of anyone. */
const textBeforeShape = object({ from: untrusted });
export interface TextBefore extends Named<typeof textBeforeShape> {}
export const textBefore: TextBefore = textBeforeShape;
/** What an edit replaced: a value that only people with write access set. */
const valueBeforeShape = object({ from: string });
export interface ValueBefore extends Named<typeof valueBeforeShape> {}
export const valueBefore: ValueBefore = valueBeforeShape;

/** Who wrote a commit, as they say themselves. */
const committerShape = object({ ...fields(untrusted, 'name', 'email'), ...fields(string, 'date', 'username') });
export interface Committer extends Named<typeof committerShape> {}
export const committer: Committer = committerShape;

const commitFields = {
  ...fields(string, 'id', 'tree_id', 'timestamp'),
  message: untrusted,
  author: committer,
  committer,
} as const;

/** A commit without its files. */
const simpleCommitShape = object(commitFields);
export interface SimpleCommit extends Named<typeof simpleCommitShape> {}
export const simpleCommit: SimpleCommit = simpleCommitShape;

/** A commit of a push. A pushed merge brings in the file names of whoever wrote the branch. */
const commitShape = object({
  ...commitFields,
  url: string,
  distinct: boolean,
  ...fields(list(untrusted), 'added', 'modified', 'removed'),
});
export interface Commit extends Named<typeof commitShape> {}
export const commit: Commit = commitShape;
