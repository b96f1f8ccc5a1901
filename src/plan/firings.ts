/** Says when a schedule fires: on the wall clock of its time zone. */
import { type CronFields, firesOn, isCron, parseCron } from './cron.ts';
import { instantOf, isTimezone, wallTimeAt } from './local-time.ts';

const day = 86_400_000;
const minute = 60_000;

export interface ScheduleTime {
  readonly cron: string;
  /** An IANA name. @default 'UTC' */
  readonly timezone?: string | undefined;
}

/**
 * Every instant of a schedule in a span of time, in order: from `from` on, before `to`.
 *
 * A time that daylight saving skips comes when the clock goes on; one that comes twice fires the first time.
 *
 * @returns undefined for a schedule or a time zone that can't be read
 * @example
 * firingsOf({ cron: '30 2 * * 1' }, new Date('2026-11-01T00:00Z'), new Date('2026-12-01T00:00Z')); // five Mondays, 2:30
 */
export function firingsOf({ cron, timezone = 'UTC' }: ScheduleTime, from: Date, to: Date): Date[] | undefined {
  const fields = parseCron(cron);
  if (!isCron(fields) || !isTimezone(timezone)) return undefined;
  const found = new Set<number>();
  const first = Math.floor((wallTimeAt(from.getTime(), timezone) ?? 0) / day) - 1;
  const last = Math.floor((wallTimeAt(to.getTime(), timezone) ?? 0) / day) + 1;
  for (let each = first; each <= last; each++) {
    for (const wall of timesOn(each * day, fields)) {
      const instant = instantOf(wall, timezone);
      if (instant !== undefined && instant >= from.getTime() && instant < to.getTime()) found.add(instant);
    }
  }
  return [...found].sort((one, other) => one - other).map((instant) => new Date(instant));
}

function timesOn(start: number, fields: CronFields): number[] {
  const date = new Date(start);
  if (!firesOn(fields, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay())) return [];
  return [...fields.hours].flatMap((hour) => [...fields.minutes].map((each) => start + (hour * 60 + each) * minute));
}

/** Whether a schedule fires in the minute of an instant; undefined where it can't be read. */
export function firesAt(schedule: ScheduleTime, at: Date): boolean | undefined {
  const start = Math.floor(at.getTime() / minute) * minute;
  const found = firingsOf(schedule, new Date(start), new Date(start + minute));
  return found && found.length > 0;
}

/** The first instant after another at which a schedule fires, within a year. */
export function nextFiring(schedule: ScheduleTime, after: Date): Date | undefined {
  const from = new Date(after.getTime() + minute);
  for (const days of [1, 8, 64, 366]) {
    const [next] = firingsOf(schedule, from, new Date(from.getTime() + days * day)) ?? [];
    if (next) return next;
  }
  return undefined;
}
