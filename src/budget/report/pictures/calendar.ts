/** The month as a calendar: the more minutes a day takes, the stronger its colour. */
import type { BudgetReport } from '../../../contract/budget.ts';
import type { Picture, Shape } from '../../../markup/draw-shapes.ts';
import { type PictureSize, pictureWidths } from '../../../markup/picture.ts';
import { formatCount } from '../../format-amount.ts';
import { formatDay, formatMonth } from '../format-time.ts';
import { type CalendarDay, calendarOf, minutesCounted, weekdays } from '../month-weeks.ts';

/** Pixels. */
const weekHeight = 44;
const top = 22;
const gap = 2;

export function calendarPicture(report: BudgetReport, size: PictureSize): Picture {
  const days = calendarOf(report);
  const weeks = days.reduce((most, { week }) => Math.max(most, week + 1), 0);
  const dayWidth = Math.floor(pictureWidths[size] / weekdays.length);
  const width = dayWidth * weekdays.length;
  const names = weekdays.map(
    (text, weekday): Shape => ({
      kind: 'text',
      text,
      x: (weekday + 0.5) * dayWidth,
      y: 10,
      align: 'center',
      fill: 'quiet',
    }),
  );
  const cells = days.flatMap((day) => drawDay(day, dayWidth, size === 'wide' ? 13 : 11));
  return { description: describe(report, days), width, height: top + weeks * weekHeight, shapes: [...names, ...cells] };
}

function drawDay({ day, week, weekday, minutes, level }: CalendarDay, dayWidth: number, size: number): Shape[] {
  const [left, upper] = [weekday * dayWidth, top + week * weekHeight];
  const measures = { width: dayWidth - 2 * gap, height: weekHeight - 2 * gap };
  const middle = { x: left + dayWidth / 2, align: 'center', fill: 'ink' } as const;
  return [
    { kind: 'box', x: left + gap, y: upper + gap, ...measures, radius: 4, fill: `heat-${level}` },
    { kind: 'text', text: String(day), ...middle, y: upper + 12, size: 9 },
    { kind: 'text', text: formatCount(minutes), ...middle, y: upper + 28, size, bold: true },
  ];
}

function describe(report: BudgetReport, days: readonly CalendarDay[]): string {
  const [first, ...others] = days;
  if (!first) return `${formatMonth(report.month)}: no day`;
  const busiest = others.reduce((most, day) => (day.minutes > most.minutes ? day : most), first);
  const most = `the most on ${formatDay(busiest.day, report.month)}, ${formatCount(busiest.minutes)}`;
  return `${minutesCounted(report)} by day in ${formatMonth(report.month)}: ${most}`;
}
