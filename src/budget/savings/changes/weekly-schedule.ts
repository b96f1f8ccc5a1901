/** Makes a daily schedule a weekly one, for all jobs of a workflow or for those that a condition keeps from the others. */
import type { Cron, Workflow } from '../../../model/index.ts';
import { changeTriggers, triggerOf } from './change-workflow.ts';

export interface DailySchedule {
  readonly cron: Cron;
  /** One day of it, and the others. */
  readonly weekly: string;
  readonly rest: string;
}

/** The first schedule of every day, or of every working day. */
export function dailyScheduleOf(workflow: Workflow): DailySchedule | undefined {
  for (const cron of triggerOf(workflow, 'schedule')?.schedule ?? []) {
    const [, time, days] = /^\s*(\d+\s+\d+\s+\*\s+\*)\s+(\*|1-5|MON-FRI)\s*$/i.exec(String(cron.cron)) ?? [];
    if (time !== undefined) return { cron, ...(days === '*' ? splitWeek(time) : splitWorkingDays(time)) };
  }
  return undefined;
}

const splitWeek = (time: string) => ({ weekly: `${time} 0`, rest: `${time} 1-6` });
const splitWorkingDays = (time: string) => ({ weekly: `${time} 1`, rest: `${time} 2-5` });

/** The workflow with other schedules in the place of one. */
export const replaceCron = (workflow: Workflow, cron: Cron, others: readonly string[]): Workflow =>
  changeTriggers(workflow, (trigger) =>
    trigger.schedule?.includes(cron) === true
      ? {
          ...trigger,
          schedule: trigger.schedule.flatMap((each) =>
            each === cron ? others.map((text) => ({ ...cron, cron: text })) : [each],
          ),
        }
      : trigger,
  );
