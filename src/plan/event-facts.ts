/** Says what the `github` context holds for an event, as far as it is told. */
import { resolveShape } from '../expressions/known-properties.ts';
import type { Data } from '../model/index.ts';
import { anything, either, type Outcome, oneOf, textFrom } from './evaluate.ts';
import { type Facts, type Known, openKnowledge, readKnown } from './knowledge.ts';
import { labelFacts } from './label-facts.ts';
import type { PlanEvent } from './plan-event.ts';
import { pullRequestFacts } from './pull-request-facts.ts';
import { baseOf, branchOf, defaultBranchOf, shortRef } from './refs.ts';
import type { Triggering } from './triggering.ts';

/** The `github` context of a run; a property that no payload of the event has is null. */
export function githubFacts(event: PlanEvent, triggering: Triggering): Facts {
  const known: Known = {
    'github.event_name': oneOf(event.event),
    ...told('github.actor', event.actor),
    ...told('github.triggering_actor', event.actor),
    ...told('github.event.sender.login', event.actor),
    ...repositoryFacts(event),
    ...openKnowledge('github.event', (event.payload ?? {}) as Data),
    ...activityFacts(event, triggering),
    ...(factsByEvent[event.event]?.(event, triggering) ?? onDefaultBranch(event)),
  };
  return readKnown(known, (path) => (isMissing(path, event.event) ? oneOf(null) : anything));
}

const told = (route: string, value: Data | undefined): Known => (value === undefined ? {} : { [route]: oneOf(value) });

/** Below `github.event`, what the payload of the event never has. */
const isMissing = ([context, property, ...rest]: readonly string[], event: string): boolean =>
  context?.toLowerCase() === 'github' &&
  property?.toLowerCase() === 'event' &&
  rest.length > 0 &&
  !resolveShape(['github', 'event', ...rest], [event]).found;

function repositoryFacts({ repository, ...event }: PlanEvent): Known {
  const [owner = '', name = ''] = repository?.split('/') ?? [];
  const branch = oneOf(defaultBranchOf(event));
  const own = { 'github.event.repository.default_branch': branch };
  if (repository === undefined) return own;
  return {
    ...own,
    'github.repository': oneOf(repository),
    'github.repository_owner': oneOf(owner),
    'github.event.repository.full_name': oneOf(repository),
    'github.event.repository.name': oneOf(name),
    'github.event.repository.owner.login': oneOf(owner),
  };
}

function activityFacts({ event, action }: PlanEvent, { activities }: Triggering): Known {
  const possible = action === undefined ? activities : [action];
  if (possible && possible.length > 0) return { 'github.event.action': oneOf(...possible) };
  return ['push', 'schedule', 'workflow_dispatch', 'workflow_call'].includes(event)
    ? { 'github.event.action': oneOf(null) }
    : {};
}

type FactsOfEvent = (event: PlanEvent, triggering: Triggering) => Known;

/** The events whose runs stand somewhere else than on the default branch, or whose payload can be told. */
const factsByEvent: Readonly<Record<string, FactsOfEvent>> = {
  push: (event) => ({ ...refFacts(event), ...noPullRequest, ...pushPayload(event) }),
  pull_request: pullRequestFacts,
  pull_request_target: pullRequestFacts,
  pull_request_review: pullRequestFacts,
  pull_request_review_comment: pullRequestFacts,
  workflow_dispatch: (event) => ({ ...refFacts(event), ...noPullRequest }),
  workflow_call: () => ({}),
  schedule: (event, { crons }) => ({
    ...onDefaultBranch(event),
    ...(crons && crons.length > 0 ? { 'github.event.schedule': oneOf(...crons) } : {}),
  }),
  release: (event) => ({ ...tagFacts(event), ...noPullRequest, ...told('github.event.release.tag_name', event.tag) }),
  create: createdFacts,
  delete: (event) => ({ ...onDefaultBranch(event), ...payloadOfRef(event) }),
  merge_group: (event) => ({
    ...namedRef(textFrom(`gh-readonly-queue/${baseOf(event)}/`), 'refs/heads/', 'branch'),
    ...noPullRequest,
    'github.event.merge_group.base_ref': oneOf(`refs/heads/${baseOf(event)}`),
  }),
  workflow_run: (event) => ({
    ...onDefaultBranch(event),
    ...told('github.event.workflow_run.name', event.workflow),
    ...told('github.event.workflow.name', event.workflow),
    ...told('github.event.workflow_run.conclusion', event.conclusion),
    ...told('github.event.workflow_run.head_branch', event.branch),
  }),
  issues: issueFacts,
  issue_comment: issueFacts,
};

const noPullRequest: Known = { 'github.head_ref': oneOf(''), 'github.base_ref': oneOf('') };

/** The context of a branch or a tag whose name is known, or starts in a known way. */
function namedRef(names: Outcome, prefix: string, type: string): Known {
  const full = names.map((each): Outcome[number] => {
    if (each.kind === 'value') return { kind: 'value', value: `${prefix}${String(each.value)}` };
    return { kind: 'text', start: `${prefix}${each.kind === 'text' ? each.start : ''}` };
  });
  return { 'github.ref': full, 'github.ref_name': names, 'github.ref_type': oneOf(type) };
}

const branchFacts = (branch: string): Known => namedRef(oneOf(branch), 'refs/heads/', 'branch');

function refFacts(event: PlanEvent): Known {
  const branch = branchOf(event);
  return branch === undefined ? tagFacts(event) : branchFacts(branch);
}

const tagFacts = ({ tag }: PlanEvent): Known =>
  namedRef(tag === undefined ? textFrom('') : oneOf(shortRef(tag)), 'refs/tags/', 'tag');

const onDefaultBranch = (event: PlanEvent): Known => ({
  ...branchFacts(defaultBranchOf(event)),
  ...(event.event.startsWith('pull_request') ? {} : noPullRequest),
});

function pushPayload(event: PlanEvent): Known {
  return {
    'github.event.ref': refFacts(event)['github.ref'] ?? anything,
    'github.event.deleted': oneOf(false),
    ...told('github.event.head_commit.message', event.message),
  };
}

function createdFacts(event: PlanEvent): Known {
  const known = event.branch !== undefined || event.tag !== undefined;
  return known ? { ...refFacts(event), ...noPullRequest, ...payloadOfRef(event) } : noPullRequest;
}

function payloadOfRef(event: PlanEvent): Known {
  const name = event.tag ?? event.branch;
  const type = event.tag === undefined ? 'branch' : 'tag';
  return name === undefined ? {} : { 'github.event.ref': oneOf(shortRef(name)), 'github.event.ref_type': oneOf(type) };
}

function issueFacts(event: PlanEvent, { activities }: Triggering): Known {
  return {
    ...onDefaultBranch(event),
    ...told('github.event.issue.title', event.title),
    ...labelFacts('github.event.issue', event, activities),
    'github.event.issue.pull_request': event.event === 'issues' ? oneOf(null) : [...oneOf(null), ...either],
  };
}
