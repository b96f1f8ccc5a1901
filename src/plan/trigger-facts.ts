/** Says what is known about a run when one trigger starts it: its event, its ref, its payload, its inputs. */
import { resolveShape } from '../expressions/known-properties.ts';
import type { InputDefinition, Trigger, Workflow } from '../model/index.ts';
import { anything, either, type Outcome, oneOf, textFrom } from './evaluate.ts';
import { isLiteral, readPattern, startOf } from './filter-pattern.ts';

/** What an access can yield, by its route. */
export type Facts = (path: readonly string[]) => Outcome;

/** What holds for every run that a trigger starts. A workflow that is called runs under the event of its caller. */
export function factsOf(trigger: Trigger, { on }: Workflow): Facts {
  const { event } = trigger;
  if (event === 'workflow_call') return () => anything;
  const known: Readonly<Record<string, Outcome>> = {
    'github.event_name': oneOf(event),
    ...refFacts(trigger),
    ...payloadFacts(trigger),
  };
  const events = on.map((each) => each.event);
  return (path) => {
    const names = path.map((name) => name.toLowerCase());
    const name = names.join('.');
    if (Object.hasOwn(known, name)) return known[name] ?? anything;
    if (names[0] === 'inputs' && names.length === 2) return inputFacts(trigger, on, names[1] ?? '');
    return names[0] === 'github' && isMissing(path, event, events) ? oneOf(null) : anything;
  };
}

/** Whether only the payloads of other events have a property. What none has is a mistake of another kind. */
const isMissing = (path: readonly string[], event: string, events: readonly string[]): boolean =>
  path.length > 2 && !resolveShape(path, [event]).found && resolveShape(path, events).found;

/** Their runs stand on the default branch, by https://docs.github.com/actions/reference/events-that-trigger-workflows. */
const onDefaultBranch: readonly string[] = [
  ...['branch_protection_rule', 'check_run', 'check_suite', 'delete', 'discussion', 'discussion_comment', 'fork'],
  ...['gollum', 'issue_comment', 'issues', 'label', 'milestone', 'public', 'pull_request_target'],
  ...['repository_dispatch', 'schedule', 'status', 'watch', 'workflow_run'],
];

function refFacts(trigger: Trigger): Readonly<Record<string, Outcome>> {
  const { event } = trigger;
  const base = namesOf(trigger.branches, anything);
  if (event === 'push') return pushFacts(trigger);
  if (event === 'release') return { ...refsOf([], textFrom('')), ...noPullRequest };
  if (event === 'merge_group') return refsOf(textFrom('gh-readonly-queue/'), []);
  if (event === 'pull_request') {
    return { ...(staysOpen(trigger) ? { 'github.ref': textFrom('refs/pull/') } : {}), 'github.base_ref': base };
  }
  if (event === 'pull_request_target') return { ...refsOf(textFrom(''), []), 'github.base_ref': base };
  return { ...(onDefaultBranch.includes(event) ? refsOf(textFrom(''), []) : {}), ...notAboutPullRequests(event) };
}

const noPullRequest = { 'github.head_ref': oneOf(''), 'github.base_ref': oneOf('') };

const notAboutPullRequests = (event: string): Readonly<Record<string, Outcome>> =>
  ['schedule', 'workflow_dispatch', 'repository_dispatch'].includes(event) ? noPullRequest : {};

/** Where only branches are filtered no tag starts the workflow, and the other way round. */
function pushFacts(trigger: Trigger): Readonly<Record<string, Outcome>> {
  const byBranch = (trigger.branches ?? trigger.branchesIgnore) !== undefined;
  const byTag = (trigger.tags ?? trigger.tagsIgnore) !== undefined;
  const branches = byTag && !byBranch ? [] : namesOf(trigger.branches, textFrom(''));
  const tags = byBranch && !byTag ? [] : namesOf(trigger.tags, textFrom(''));
  return { ...refsOf(branches, tags), ...noPullRequest };
}

/** What the patterns of a filter can let through; `otherwise` where there is none that says it. */
function namesOf(given: unknown, otherwise: Outcome): Outcome {
  const patterns = (Array.isArray(given) ? given : []).filter((each) => typeof each === 'string').map(readPattern);
  const positive = patterns.filter(({ negative }) => !negative);
  if (positive.length === 0 || patterns.some(({ problems }) => problems.length > 0)) return otherwise;
  return positive.flatMap((each) => (isLiteral(each) ? oneOf(startOf(each)) : textFrom(startOf(each))));
}

function refsOf(branches: Outcome, tags: Outcome): Readonly<Record<string, Outcome>> {
  const types = [...(branches.length > 0 ? ['branch'] : []), ...(tags.length > 0 ? ['tag'] : [])];
  return {
    'github.ref': [...branches.map(below('refs/heads/')), ...tags.map(below('refs/tags/'))],
    'github.ref_name': [...branches, ...tags],
    'github.ref_type': oneOf(...types),
  };
}

const below =
  (prefix: string) =>
  (each: Outcome[number]): Outcome[number] => {
    if (each.kind === 'value') return { kind: 'value', value: `${prefix}${String(each.value)}` };
    return each.kind === 'text' ? { kind: 'text', start: `${prefix}${each.start}` } : each;
  };

/** The activities in which a pull request can't be merged yet; those without `types` are the first three. */
const open: readonly string[] = ['opened', 'synchronize', 'reopened', 'ready_for_review', 'converted_to_draft'];
const pullRequests: readonly string[] = ['pull_request', 'pull_request_target'];

const typesOf = ({ event, types }: Trigger): readonly string[] | undefined =>
  Array.isArray(types) ? types : pullRequests.includes(event) ? open.slice(0, 3) : undefined;

const staysOpen = (trigger: Trigger): boolean => typesOf(trigger)?.every((type) => open.includes(type)) ?? false;

function payloadFacts(trigger: Trigger): Readonly<Record<string, Outcome>> {
  const { event, schedule } = trigger;
  const types = typesOf(trigger);
  const crons = (Array.isArray(schedule) ? schedule : []).map((each) => String(each?.cron));
  return {
    ...(types && types.length > 0 && !types.some((type) => /[*?+[!]/.test(type))
      ? { 'github.event.action': oneOf(...types) }
      : {}),
    ...(event === 'schedule' && crons.length > 0 ? { 'github.event.schedule': oneOf(...crons) } : {}),
    ...(pullRequests.includes(event) && staysOpen(trigger) ? { 'github.event.pull_request.merged': oneOf(false) } : {}),
  };
}

/** Only who starts a run by hand, or calls it, gives inputs; what nobody declares is a mistake of another kind. */
function inputFacts(trigger: Trigger, on: readonly Trigger[], name: string): Outcome {
  const own = inputNamed(trigger, name);
  if (trigger.event !== 'workflow_dispatch') return on.some((each) => inputNamed(each, name)) ? oneOf(null) : anything;
  if (own?.type === 'boolean') return either;
  const choices = Array.isArray(own?.options) ? own.options : [];
  return own?.type === 'choice' && choices.length > 0 ? oneOf('', ...choices.map(String)) : anything;
}

function inputNamed({ inputs }: Trigger, name: string): InputDefinition | undefined {
  const entries = typeof inputs === 'object' && inputs !== null ? Object.entries(inputs) : [];
  return entries.find(([each]) => each.toLowerCase() === name)?.[1] ?? undefined;
}
