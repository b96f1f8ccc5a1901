/** The filters of a trigger by branch, tag and path. */
import type { Trigger } from '../model/index.ts';
import type { Check } from './activity-filter.ts';
import { type Answer, filterOf, type NameFilter, notIn, somePasses } from './name-filter.ts';
import type { PlanEvent } from './plan-event.ts';
import { baseOf, branchOf } from './refs.ts';

export type Filter = (event: PlanEvent) => Check;

/** The filters that a trigger has, in GitHub's order. */
export function refFilters(trigger: Trigger): Filter[] {
  const { event } = trigger;
  if (event === 'push') return [...pushFilters(trigger), ...pathFilters(trigger)];
  if (event === 'pull_request' || event === 'pull_request_target') {
    return [...nameFilters(trigger, 'branches', baseOf), ...pathFilters(trigger)];
  }
  if (event === 'merge_group') return nameFilters(trigger, 'branches', baseOf);
  return event === 'workflow_run' ? nameFilters(trigger, 'branches', ({ branch }) => branch) : [];
}

type Names = 'branches' | 'tags' | 'paths';
const ignoring = { branches: 'branchesIgnore', tags: 'tagsIgnore', paths: 'pathsIgnore' } as const;

/** The patterns of a kind, with what they are called in the file. */
function patternsOf(
  trigger: Trigger,
  names: Names,
): { readonly key: string; readonly given: readonly string[]; readonly passes: NameFilter }[] {
  const [given, ignored] = [trigger[names], trigger[ignoring[names]]];
  return [
    ...(Array.isArray(given) ? [{ key: names, given, passes: filterOf(given) }] : []),
    ...(Array.isArray(ignored) ? [{ key: `${names}-ignore`, given: ignored, passes: notIn(filterOf(ignored)) }] : []),
  ];
}

type NameOf = (event: PlanEvent) => string | undefined;

function nameFilters(trigger: Trigger, names: 'branches' | 'tags', nameOf: NameOf): Filter[] {
  const what = names === 'tags' ? 'tag' : 'branch';
  return patternsOf(trigger, names).map(({ key, given, passes }) => (event) => {
    const name = nameOf(event);
    if (name === undefined) return { passes: undefined, reason: `it depends on the ${what}, which was not told` };
    return check(passes(name), `the ${what} ${name}`, key, given);
  });
}

function check(passes: Answer, what: string, key: string, given: readonly string[]): Check {
  const listed = given.map(String).join(', ');
  if (passes === undefined) return { passes, reason: `${key} has a pattern that can't be read: ${listed}` };
  return { passes, reason: passes ? `${what} passes ${key}: ${listed}` : `${what} does not pass ${key}: ${listed}` };
}

/** Where only branches are filtered no tag starts the workflow, and the other way round. */
function pushFilters(trigger: Trigger): Filter[] {
  const [branches, tags] = [nameFilters(trigger, 'branches', branchOf), nameFilters(trigger, 'tags', ({ tag }) => tag)];
  if (branches.length + tags.length === 0) return [];
  return [
    (event) => {
      const isTag = event.tag !== undefined;
      const checks = (isTag ? tags : branches).map((filter) => filter(event));
      if (checks.length > 0) return checks.find(({ passes }) => passes !== true) ?? (checks[0] as Check);
      const [pushed, listed] = isTag ? ['a tag', 'branches'] : ['a branch', 'tags'];
      return { passes: false, reason: `it was ${pushed} that was pushed, and the trigger is for ${listed} only` };
    },
  ];
}

/** Paths are not looked at for tags. Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#onpushpull_requestpull_request_targetpathspaths-ignore */
function pathFilters(trigger: Trigger): Filter[] {
  return patternsOf(trigger, 'paths').map(({ key, given, passes }) => ({ tag, changed }) => {
    if (tag !== undefined) return { passes: true, reason: '' };
    const listed = given.map(String).join(', ');
    if (changed === undefined)
      return {
        passes: undefined,
        reason: `it depends on the changed files, which were not told: ${key} has ${listed}`,
      };
    const answer = somePasses(passes, changed);
    if (answer === undefined)
      return { passes: undefined, reason: `whether a changed file passes ${key} can't be said: ${listed}` };
    return {
      passes: answer,
      reason: answer ? `a changed file passes ${key}: ${listed}` : `no changed file passes ${key}: ${listed}`,
    };
  });
}
