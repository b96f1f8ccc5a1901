/** Reads the fields of a schedule as they were written: what people mean is in the parts, not in the values. */

export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];

/** A part of a field. Without `from` it is every value; with `to` it is a range; `step` leaves some out. */
export interface CronPart {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly step?: number | undefined;
}
export type CronField = readonly CronPart[];

/** The five fields; undefined for what is no schedule. */
export function readCron(cron: string): readonly [CronField, CronField, CronField, CronField, CronField] | undefined {
  const [minutes, hours, days, inMonths, onWeekdays, ...more] = cron.trim().split(/\s+/).map(readField);
  if (!minutes || !hours || !days || !inMonths || !onWeekdays || more.length > 0) return undefined;
  return [minutes, hours, days, inMonths, onWeekdays];
}

function readField(field: string): CronField | undefined {
  const parts = field.split(',').map(readPart);
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function readPart(text: string): CronPart | undefined {
  const [, first, last, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const [from, to] = [first === '*' ? undefined : readValue(first), readValue(last)];
  if (first === undefined || Number.isNaN(from) || Number.isNaN(to)) return undefined;
  return { from, to, step: step === undefined ? undefined : Number(step) };
}

/** A number, or the first three letters of a day or a month. */
function readValue(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const isMeant = (name: string): boolean => name.slice(0, 3).toLowerCase() === text.toLowerCase();
  if (weekdays.some(isMeant)) return weekdays.findIndex(isMeant);
  if (months.some(isMeant)) return months.findIndex(isMeant) + 1;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}

/** Whether a field says nothing. */
export const isEvery = (field: CronField): boolean => stepOf(field) === 1;

/** The step of a field that counts from its start; 1 where it leaves nothing out. */
export function stepOf([part, ...more]: CronField): number | undefined {
  const counts = part !== undefined && more.length === 0 && part.from === undefined && part.to === undefined;
  return counts ? (part.step ?? 1) : undefined;
}

/** The values of a field that names each of them. */
export function valuesOf(field: CronField): number[] | undefined {
  const values = field.map(({ from, to, step }) => (to === undefined && step === undefined ? from : undefined));
  return values.every((value) => value !== undefined) ? values.sort((one, other) => one - other) : undefined;
}
