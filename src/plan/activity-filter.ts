/** Decides by the activity of an event, and by the workflow that a `workflow_run` follows. */
import type { Trigger } from '../model/index.ts';
import { filterOf } from './name-filter.ts';
import type { PlanEvent } from './plan-event.ts';

/** What one filter says of an event: undefined where the event does not tell enough. */
export interface Check {
  readonly passes: boolean | undefined;
  /** Why; empty where there is nothing to say. */
  readonly reason: string;
  /** The activities that the event can be, where they are limited. */
  readonly activities?: readonly string[] | undefined;
  /** The schedules that can have fired. */
  readonly crons?: readonly string[] | undefined;
}

/** What starts a workflow of pull requests that names no types. Source: https://docs.github.com/actions/reference/events-that-trigger-workflows#pull_request */
const ofPullRequests: readonly string[] = ['opened', 'synchronize', 'reopened'];
const hasDefaults: readonly string[] = ['pull_request', 'pull_request_target'];

/** The activities that a trigger listens to; undefined for all. */
export function activitiesOf({ event, types }: Trigger): readonly string[] | undefined {
  if (Array.isArray(types) && types.length > 0) return types.map(String);
  return hasDefaults.includes(event) ? ofPullRequests : undefined;
}

export function activityCheck(trigger: Trigger): (event: PlanEvent) => Check {
  const types = activitiesOf(trigger);
  const followed = trigger.event === 'workflow_run' && Array.isArray(trigger.workflows) ? trigger.workflows : undefined;
  const isFollowed = followed && filterOf(followed);
  return (event) => {
    const check = checkTypes(trigger.event, types, event);
    if (check.passes === false || !isFollowed || !followed) return check;
    const ended = checkFollowed(isFollowed, followed, event);
    return ended.passes === true ? check : { ...check, ...ended };
  };
}

function checkTypes(name: string, types: readonly string[] | undefined, { action, label }: PlanEvent): Check {
  if (types === undefined) return { passes: true, reason: '', activities: action === undefined ? undefined : [action] };
  const listed = types.join(', ');
  if (action !== undefined) {
    const passes = types.includes(action);
    const reason = passes ? `${name} ${action}` : `${action} is none of the activities it is for: ${listed}`;
    return { passes, reason, activities: [action] };
  }
  const usual =
    ofPullRequests.every((type) => types.includes(type)) || (label !== undefined && types.includes('labeled'));
  if (hasDefaults.includes(name) && usual) return { passes: true, reason: `${name} ${listed}`, activities: types };
  return {
    passes: undefined,
    reason: `only for these activities, and which one it is was not told: ${listed}`,
    activities: types,
  };
}

function checkFollowed(
  isFollowed: (name: string) => boolean | undefined,
  names: readonly string[],
  event: PlanEvent,
): Check {
  const listed = names.join(', ');
  if (event.workflow === undefined)
    return { passes: undefined, reason: `only after ${listed}, and which one ended was not told` };
  const passes = isFollowed(event.workflow);
  return { passes, reason: passes ? '' : `${event.workflow} is none of the workflows it follows: ${listed}` };
}
