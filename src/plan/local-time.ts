/** The wall clock of a time zone: what it shows at an instant, and at which instant it shows something. */

/** What a wall clock shows, as milliseconds as if it were UTC. */
export type WallTime = number;

const minute = 60_000;
const formats = new Map<string, Intl.DateTimeFormat | undefined>();

/** Whether the time zone is one that this program knows. */
export const isTimezone = (name: string): boolean => formatOf(name) !== undefined;

/** What the clock shows; undefined for a time zone that nobody knows. */
export function wallTimeAt(instant: number, timezone: string): WallTime | undefined {
  if (timezone === 'UTC') return instant;
  const parts = formatOf(timezone)?.formatToParts(instant);
  if (parts === undefined) return undefined;
  const at = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return shown + (((instant % 1000) + 1000) % 1000);
}

/**
 * The instant at which the clock shows a time: the first one where it shows it twice, and the end of the gap where it never
 * does.
 *
 * Source for the gap: "a 2:30 AM schedule advances to 3:00 AM",
 * https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule
 */
export function instantOf(wall: WallTime, timezone: string): number | undefined {
  const offset = (instant: number): number => (wallTimeAt(instant, timezone) ?? Number.NaN) - instant;
  const day = 24 * 60 * minute;
  const [before, after] = [offset(wall - day), offset(wall + day)];
  if (Number.isNaN(before)) return undefined;
  const candidates = [wall - Math.max(before, after), wall - Math.min(before, after)];
  const exact = candidates.find((instant) => wallTimeAt(instant, timezone) === wall);
  return exact ?? endOfGap(candidates[0] as number, candidates[1] as number, timezone);
}

/** The instant at which the clock jumps, found by halving. */
function endOfGap(from: number, to: number, timezone: string): number {
  let [before, after] = [Math.floor(from / minute), Math.ceil(to / minute)];
  const offset = (at: number): number => (wallTimeAt(at * minute, timezone) ?? 0) - at * minute;
  const old = offset(before);
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (offset(middle) === old) before = middle;
    else after = middle;
  }
  return after * minute;
}

function formatOf(timezone: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(timezone)) formats.set(timezone, newFormat(timezone));
  return formats.get(timezone);
}

function newFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  const numeric = 'numeric' as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', calendar: 'gregory', ...fields });
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
