/**
 * Reads the five fields of a schedule into the sets of values at which it fires.
 *
 * Source: https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule
 */

/** When a schedule fires: the values of each field, and whether each of the day fields says anything. */
export interface CronFields {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly daysOfMonth: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  /** The field starts with `*`. When neither day field does, a day that fits either of them fires. */
  readonly anyDayOfMonth: boolean;
  readonly anyDayOfWeek: boolean;
}

export interface CronProblem {
  readonly message: string;
  readonly hint?: string;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names?: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59 },
  { name: 'hour', least: 0, most: 23 },
  { name: 'day of the month', least: 1, most: 31 },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'day of the week', least: 0, most: 6, names: weekdays },
];

const shorthands: Readonly<Record<string, string>> = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

/**
 * The sets of a schedule, or what is wrong with it.
 *
 * @example
 * parseCron('0,30 2-4 * * MON'); // minutes 0 and 30, hours 2, 3, 4, day 1 of the week
 */
export function parseCron(text: string): CronFields | CronProblem {
  const shorthand = shorthands[text.trim().toLowerCase()];
  if (shorthand !== undefined) return { message: `GitHub does not know "${text}"`, hint: `write "${shorthand}"` };
  const parts = text.trim().split(/\s+/);
  if (parts.length !== fields.length || text.trim() === '') return wrongCount(text, parts.length);
  const sets: ReadonlySet<number>[] = [];
  for (const [index, field] of fields.entries()) {
    const parsed = parseField(parts[index] ?? '', field);
    if ('message' in parsed) return parsed;
    sets.push(parsed);
  }
  const [minutes, hours, daysOfMonth, ofYear, daysOfWeek] = sets as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  const any = (index: number): boolean => parts[index]?.startsWith('*') === true;
  return { minutes, hours, daysOfMonth, months: ofYear, daysOfWeek, anyDayOfMonth: any(2), anyDayOfWeek: any(4) };
}

export const isCron = (parsed: CronFields | CronProblem): parsed is CronFields => 'minutes' in parsed;

/** Whether a schedule fires on a day; `month` and `day` count from 1, `weekday` from Sunday, 0. */
export function firesOn(cron: CronFields, month: number, day: number, weekday: number): boolean {
  if (!cron.months.has(month)) return false;
  const [ofMonth, ofWeek] = [cron.daysOfMonth.has(day), cron.daysOfWeek.has(weekday)];
  return cron.anyDayOfMonth || cron.anyDayOfWeek ? ofMonth && ofWeek : ofMonth || ofWeek;
}

function wrongCount(text: string, count: number): CronProblem {
  const six = count === 6 ? 'GitHub has no field for seconds: leave the first one out' : undefined;
  const message = text.trim() === '' ? 'the schedule is empty' : `"${text}" has ${count} fields, not 5`;
  return { message, hint: six ?? 'write minute, hour, day of the month, month, day of the week: "0 2 * * 1"' };
}

function parseField(text: string, field: Field): Set<number> | CronProblem {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const range = parseRange(part, field);
    if ('message' in range) return range;
    for (let value = range.from; value <= range.to; value += range.step) values.add(value);
  }
  return values;
}

interface Range {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

function parseRange(text: string, field: Field): Range | CronProblem {
  const [, first = '', last, step] = /^(\*|[^-/*]+)(?:-([^-/]+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const open = first === '*';
  if (first === '' || (open && last !== undefined)) return wrongValue(text, field);
  const from = open ? field.least : parseValue(first, field);
  const to =
    open || (last === undefined && step !== undefined)
      ? field.most
      : last === undefined
        ? from
        : parseValue(last, field);
  if (from === undefined || to === undefined) return wrongValue(text, field);
  if (from > to)
    return {
      message: `"${text}" runs backwards in the ${field.name}`,
      hint: `write it as two: ${first}-${field.most},${field.least}-${last}`,
    };
  if (step !== undefined && Number(step) === 0)
    return { message: `"${text}" steps by 0 in the ${field.name}`, hint: 'step by 1 or more' };
  return { from, to, step: Number(step ?? 1) };
}

function parseValue(text: string, { least, most, names = [] }: Field): number | undefined {
  const named = names.indexOf(text.toUpperCase());
  if (named !== -1) return named + least;
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return value >= least && value <= most ? value : undefined;
}

function wrongValue(text: string, { name, least, most, names }: Field): CronProblem {
  const sunday = name === 'day of the week' && text === '7' ? 'Sunday is 0' : undefined;
  const foreign = /[?LW#]/i.test(text) && !/^[A-Z]{3}/i.test(text) ? '; GitHub knows none of ? L W #' : '';
  const words = names ? `, or ${names[0]} to ${names.at(-1)}` : '';
  return { message: `"${text}" is no ${name}`, hint: sunday ?? `use ${least} to ${most}${words}${foreign}` };
}

const longest = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether there is a day in any year on which it fires. */
export function canFire({ months: inMonths, daysOfMonth, anyDayOfMonth, anyDayOfWeek }: CronFields): boolean {
  if (!anyDayOfMonth && !anyDayOfWeek) return true;
  return [...inMonths].some((month) => [...daysOfMonth].some((day) => day <= (longest[month - 1] ?? 0)));
}

/** The least number of minutes between two firings. */
export function shortestInterval(cron: CronFields): number {
  const times = [...cron.hours]
    .flatMap((hour) => [...cron.minutes].map((minute) => hour * 60 + minute))
    .sort((a, b) => a - b);
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
  return Math.min(...gaps, firesOnNeighbours(cron) ? first + 1440 - last : Number.POSITIVE_INFINITY);
}

/** Whether it fires on two days in a row: four years have every such pair of dates, most of them on most weekdays. */
function firesOnNeighbours(cron: CronFields): boolean {
  let before = false;
  for (let day = 0; day < 4 * 365 + 1; day++) {
    const date = new Date(Date.UTC(2024, 0, 1 + day));
    const fires = firesOn(cron, date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCDay());
    if (fires && before) return true;
    before = fires;
  }
  return false;
}
