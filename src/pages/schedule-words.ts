/** Says in words when a schedule fires. */

import { inWords } from '../markup/markdown.ts';
import { type CronField, isEvery, months, readCron, stepOf, valuesOf, weekdays } from './cron-parts.ts';

/**
 * When a schedule fires; undefined for fields that would need more words than they are worth.
 *
 * @example
 * cronWords('30 2 * * 1-5'); // 'Monday to Friday at 02:30'
 */
export function cronWords(cron: string): string | undefined {
  const [minutes, hours, days, inMonths, onWeekdays] = readCron(cron) ?? [];
  if (!minutes || !hours || !days || !inMonths || !onWeekdays) return undefined;
  const [day, month] = [dayWords(days, onWeekdays), monthWords(inMonths)];
  if (day === undefined || month === undefined) return undefined;
  const at = timesOfDay(minutes, hours);
  if (at !== undefined) return [day || 'every day', month, at].filter(Boolean).join(' ');
  const often = frequency(minutes, hours);
  return often && [often, [day, month].filter(Boolean).join(' ')].filter(Boolean).join(', ');
}

/** A few times, each by its name. */
function timesOfDay(minutes: CronField, hours: CronField): string | undefined {
  const [atMinutes, atHours] = [valuesOf(minutes), valuesOf(hours)];
  if (!atMinutes || !atHours || atMinutes.length * atHours.length > 6) return undefined;
  return `at ${inWords(atHours.flatMap((hour) => atMinutes.map((minute) => clock(hour, minute))))}`;
}

const clock = (hour: number, minute: number): string =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

/** More times than anyone would list. */
function frequency(minutes: CronField, hours: CronField): string | undefined {
  const once = valuesOf(minutes);
  if (once?.length === 1 && !isEvery(hours)) return hourly(once[0] ?? 0, hours);
  const often = minuteWords(minutes);
  const within = isEvery(hours) ? '' : hourWords(hours);
  return often === undefined || within === undefined ? undefined : [often, within].filter(Boolean).join(', ');
}

/** Once in each of several hours. */
function hourly(minute: number, [part, ...more]: CronField): string | undefined {
  if (part === undefined || more.length > 0) return undefined;
  const { from = 0, to = 23, step = 1 } = part;
  const every = step === 1 ? 'every hour' : `every ${step} hours`;
  const last = to - ((to - from) % step);
  return part.from === undefined && minute === 0
    ? every
    : `${every} from ${clock(from, minute)} to ${clock(last, minute)}`;
}

function minuteWords(minutes: CronField): string | undefined {
  const every = stepOf(minutes);
  if (every !== undefined) return every === 1 ? 'every minute' : `every ${every} minutes`;
  const values = valuesOf(minutes);
  if (!values) return undefined;
  return values.join() === '0' ? 'every hour' : `every hour at minute ${inWords(values.map(String))}`;
}

function hourWords(hours: CronField): string | undefined {
  const parts = hours.map(({ from, to = from, step }) =>
    from === undefined || to === undefined || step !== undefined ? undefined : `${clock(from, 0)} to ${clock(to, 59)}`,
  );
  return parts.every((part) => part !== undefined) ? inWords(parts) : undefined;
}

/** Empty for all days. When both fields say something, a day that fits either of them counts. */
function dayWords(days: CronField, onWeekdays: CronField): string | undefined {
  const ofMonth = isEvery(days) ? '' : spans(days, String);
  const ofWeek = isEvery(onWeekdays) ? '' : weekdayWords(onWeekdays);
  if (ofMonth === undefined || ofWeek === undefined) return undefined;
  return [ofMonth && `on day ${ofMonth} of the month`, ofWeek].filter(Boolean).join(' or ');
}

const weekday = (day: number): string => weekdays[day % 7] ?? '';

function weekdayWords(field: CronField): string | undefined {
  const days = valuesOf(field);
  return days ? inWords(days.map((day) => `${weekday(day)}s`)) : spans(field, weekday);
}

function monthWords(field: CronField): string | undefined {
  if (isEvery(field)) return '';
  const names = spans(field, (month) => months[month - 1] ?? '');
  return names && `in ${names}`;
}

/** Values and ranges in a row. */
function spans(field: CronField, name: (value: number) => string): string | undefined {
  const words = field.map(({ from, to, step }) => {
    if (from === undefined || step !== undefined) return undefined;
    return to === undefined ? name(from) : `${name(from)} to ${name(to)}`;
  });
  return words.every((word) => word !== undefined) ? inWords(words) : undefined;
}
