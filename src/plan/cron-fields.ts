/**
 * Reads the five fields of a schedule into sets of values.
 *
 * Source: https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule
 */

export interface CronFields {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  /** With both day fields given, a day that fits either of them is one. */
  readonly eitherDay: boolean;
}

const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const weekdays = 'SUN MON TUE WED THU FRI SAT'.split(' ');

interface Range {
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const ranges = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: months },
  { least: 0, most: 6, names: weekdays },
] as const satisfies readonly Range[];

/** The fields of a schedule; undefined where it is none that GitHub takes. The rule `invalid-cron` says what is wrong. */
export function readCron(text: string): CronFields | undefined {
  const parts = text.trim().split(/\s+/);
  if (parts.length !== ranges.length) return undefined;
  const [minutes, hours, daysOfMonth, ofYear, daysOfWeek] = ranges.map((range, index) =>
    readField(parts[index] ?? '', range),
  );
  if (!minutes || !hours || !daysOfMonth || !ofYear || !daysOfWeek) return undefined;
  const eitherDay = ![parts[2], parts[4]].some((part) => part?.startsWith('*'));
  return { minutes, hours, daysOfMonth, months: ofYear, daysOfWeek, eitherDay };
}

function readField(text: string, range: Range): Set<number> | undefined {
  const found = text.split(',').map((part) => readPart(part, range));
  return found.includes(undefined) ? undefined : new Set(found.flatMap((each) => each ?? []));
}

function readPart(text: string, range: Range): number[] | undefined {
  const [, first = '', last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const open = first === '*';
  const from = open ? range.least : numberOf(first, range);
  const to = open || (last === undefined && step !== undefined) ? range.most : numberOf(last ?? first, range);
  const by = Number(step ?? 1);
  if (from === undefined || to === undefined || from > to || by === 0 || (open && last !== undefined)) return undefined;
  return Array.from({ length: Math.floor((to - from) / by) + 1 }, (_, index) => from + index * by);
}

function numberOf(text: string, { least, most, names = [] }: Range): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named !== -1) return named + least;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : undefined;
}

/** Whether a schedule fires on the day of a date in UTC. */
export function firesOnDay(fields: CronFields, date: Date): boolean {
  if (!fields.months.has(date.getUTCMonth() + 1)) return false;
  const ofMonth = fields.daysOfMonth.has(date.getUTCDate());
  const ofWeek = fields.daysOfWeek.has(date.getUTCDay());
  return fields.eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
}
