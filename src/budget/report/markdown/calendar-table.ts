/** The month as a table of weeks: each day with its minutes, the heaviest ones bold. */
import type { BudgetReport } from '../../../contract/budget.ts';
import { table } from '../../../markup/markdown.ts';
import { formatCount } from '../../format-amount.ts';
import { type CalendarDay, calendarOf, highestLevel, weekdays } from '../month-weeks.ts';

export function calendarTable(report: BudgetReport): string {
  const weeks: string[][] = [];
  for (const day of calendarOf(report)) {
    const week = weeks[day.week] ?? weekdays.map(() => '');
    week[day.weekday] = cellOf(day);
    weeks[day.week] = week;
  }
  return table(weekdays, weeks);
}

function cellOf({ day, minutes, level }: CalendarDay): string {
  const shown = formatCount(minutes);
  return `<sub>${day}</sub> ${level === highestLevel ? `**${shown}**` : shown}`;
}
