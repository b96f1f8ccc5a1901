/** Every firing of a schedule in a month. */
import { firingsOf } from '../../plan/firings.ts';
import { isTimezone } from '../../plan/local-time.ts';
import { type Month, minuteMs } from './month.ts';

/** Source: https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule */
const shortest = 5 * minuteMs;

/**
 * The instants in order, in milliseconds; or the sentence that says what is wrong with the schedule.
 *
 * @param zone an IANA name
 * @example
 * firingsIn(readMonth('2026-03'), '0 2 * * 0'); // five Sundays
 */
export function firingsIn(month: Month, cron: string, zone = 'UTC'): number[] | string {
  // Intl takes an offset such as +01:00 as well, which the IANA database does not have.
  if (!/^[a-z]/i.test(zone) || !isTimezone(zone)) return `"${zone}" is no time zone of the IANA database`;
  const found = firingsOf({ cron, timezone: zone }, new Date(month.from), new Date(month.to));
  return found ? apart(found.map(Number)) : `"${cron}" is no schedule that GitHub takes`;
}

function apart(instants: readonly number[]): number[] {
  const kept: number[] = [];
  for (const instant of instants) {
    if (instant - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= shortest) kept.push(instant);
  }
  return kept;
}
