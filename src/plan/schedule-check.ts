/** Decides which schedule of a trigger an event is. */
import type { Trigger } from '../model/index.ts';
import type { Check } from './activity-filter.ts';
import { firesAt, nextFiring, type ScheduleTime } from './firings.ts';
import type { PlanEvent } from './plan-event.ts';

export function scheduleCheck(trigger: Trigger): (event: PlanEvent) => Check {
  const schedules = (Array.isArray(trigger.schedule) ? trigger.schedule : []).filter(
    (each): each is ScheduleTime => typeof each?.cron === 'string',
  );
  return ({ cron, at }) => {
    if (cron !== undefined)
      return fired(
        schedules.filter((each) => each.cron === cron),
        `it has no schedule ${cron}`,
      );
    if (at === undefined)
      return { passes: schedules.length > 0, reason: '', crons: schedules.map((each) => each.cron) };
    const unread = schedules.find((each) => firesAt(each, at) === undefined);
    const found = schedules.filter((each) => firesAt(each, at) === true);
    if (found.length === 0 && unread)
      return { passes: undefined, reason: `the schedule ${describe(unread)} can't be read` };
    return fired(found, `no schedule fires at ${minuteOf(at)}${nextOf(schedules, at)}`);
  };
}

function fired(found: readonly ScheduleTime[], otherwise: string): Check {
  if (found.length === 0) return { passes: false, reason: otherwise };
  const each = found.length > 1 ? ', each with a run of its own' : '';
  const reason = `the schedule ${found.map(describe).join(' and ')} fires${each}`;
  return { passes: true, reason, crons: found.map(({ cron }) => cron) };
}

const describe = ({ cron, timezone }: ScheduleTime): string => `"${cron}"${timezone ? ` (${timezone})` : ''}`;
const minuteOf = (at: Date): string => at.toISOString().replace(/:\d\d\.\d+Z$/, 'Z');

function nextOf(schedules: readonly ScheduleTime[], at: Date): string {
  const times = schedules
    .flatMap((each) => nextFiring(each, at) ?? [])
    .sort((one, other) => Number(one) - Number(other));
  return times[0] ? `; the next time is ${minuteOf(times[0])}` : '';
}
