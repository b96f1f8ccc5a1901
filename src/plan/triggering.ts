/** Decides whether an event starts a workflow, by its trigger and the filters of that, as GitHub applies them. */
import { type Diagnostic, didYouMean } from '../diagnostics/index.ts';
import type { Trigger, Workflow } from '../model/index.ts';
import { activityCheck, type Check } from './activity-filter.ts';
import { type Filter, refFilters } from './event-filters.ts';
import type { PlanEvent } from './plan-event.ts';
import { scheduleCheck } from './schedule-check.ts';
import type { Runs } from './workflow-plan.ts';

export interface Triggering {
  readonly runs: Runs;
  readonly reason: string;
  readonly trigger?: Trigger | undefined;
  /** The activities it can be; none where the event has none, or all are possible. */
  readonly activities?: readonly string[] | undefined;
  /** The schedules that can have fired. */
  readonly crons?: readonly string[] | undefined;
}

/** GitHub starts nothing for a commit whose message has one of these. Source: https://docs.github.com/actions/how-tos/manage-workflow-runs/skip-workflow-runs */
const skips = /\[(?:skip ci|ci skip|no ci|skip actions|actions skip)\]|^skip-checks: ?true$/im;

/** Prepares the triggers of a workflow: their patterns are read once. */
export function prepareTriggers({ on }: Workflow): (event: PlanEvent) => Triggering {
  const prepared = new Map(on.map((trigger) => [trigger.event, prepareTrigger(trigger)]));
  return (event) => prepared.get(event.event)?.(event) ?? { runs: 'no', reason: notListening(on, event.event) };
}

function notListening(on: readonly Trigger[], event: string): string {
  const listed = on.map((trigger) => trigger.event).join(', ');
  return on.length === 0 ? 'it has no trigger' : `it is not started by ${event}, only by ${listed}`;
}

function prepareTrigger(trigger: Trigger): (event: PlanEvent) => Triggering {
  const filters: readonly Filter[] = refFilters(trigger);
  const special: (event: PlanEvent) => Check =
    trigger.event === 'schedule' ? scheduleCheck(trigger) : activityCheck(trigger);
  return (event) => {
    if (/^(push|pull_request)$/.test(event.event) && skips.test(event.message ?? '')) {
      return { runs: 'no', trigger, reason: 'the message of the commit says that nothing should run' };
    }
    const checks: readonly Check[] = [special(event), ...filters.map((filter) => filter(event))];
    const { activities, crons } = checks[0] as Check;
    return { ...combine(checks, event), trigger, activities, crons };
  };
}

/** One filter that says no is enough; else one that can't say. */
function combine(checks: readonly Check[], event: PlanEvent): Pick<Triggering, 'runs' | 'reason'> {
  const refused = checks.find(({ passes }) => passes === false);
  if (refused) return { runs: 'no', reason: refused.reason };
  const open = checks.find(({ passes }) => passes === undefined);
  if (open) return { runs: 'maybe', reason: open.reason };
  const reasons = checks.map(({ reason }) => reason).filter((reason) => reason !== '');
  return { runs: 'yes', reason: reasons.join('; ') || `it is for ${event.event}` };
}

/** An event that GitHub does not have is a slip of the pen. */
export function unknownEvent(name: string, known: readonly string[]): Diagnostic | undefined {
  if (known.includes(name)) return undefined;
  const hint = didYouMean(name, known) ?? 'see https://docs.github.com/actions/reference/events-that-trigger-workflows';
  return { severity: 'error', code: 'unknown-event', message: `GitHub has no event "${name}"`, hint };
}
