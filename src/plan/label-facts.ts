/** Says what the payload holds about labels. */
import { oneOf } from './evaluate.ts';
import type { Known } from './knowledge.ts';
import type { PlanEvent } from './plan-event.ts';

/** The labels of an issue or a pull request, and the one that was just added. */
export function labelFacts(route: string, event: PlanEvent, activities: readonly string[] | undefined): Known {
  const { labels, action } = event;
  return {
    ...(labels ? { [`${route}.labels`]: oneOf(labels.map((name) => ({ name }))) } : {}),
    ...justAdded(event, action === undefined ? activities : [action]),
  };
}

/** Only the activities that are about a label say which one. */
function justAdded({ label, labels }: PlanEvent, activities: readonly string[] | undefined): Known {
  const added = label ?? labels?.at(-1);
  const about = activities?.filter((each) => /^(?:un)?labeled$/.test(each)) ?? [];
  if (activities && about.length === 0) return { 'github.event.label': oneOf(null) };
  if (added === undefined) return {};
  const others = activities && about.length < activities.length ? oneOf(null) : [];
  return { 'github.event.label.name': [...oneOf(added), ...others] };
}
