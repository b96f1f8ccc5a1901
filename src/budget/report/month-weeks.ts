/** The days of a month in weeks, as a calendar shows them. */
import type { BudgetDay, BudgetReport } from '../../contract/budget.ts';
import { formatCount } from '../format-amount.ts';

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

export interface CalendarDay {
  readonly day: number;
  /** From 0; Monday is 0. */
  readonly week: number;
  readonly weekday: number;
  /** Minutes: of the quota where one counts, else those billed. */
  readonly minutes: number;
  /** From 0, for none, to 4, for the most. */
  readonly level: number;
}

export const highestLevel = 4;

/** The days of the report, each at its place. Weeks start on Monday; days are those of UTC. */
export function calendarOf(report: BudgetReport): CalendarDay[] {
  const [year = 0, month = 1] = report.month.split('-').map(Number);
  const before = (new Date(Date.UTC(year, month - 1, 1)).getUTCDay() + 6) % 7;
  const most = mostMinutes(report);
  return report.days.map((each) => {
    const minutes = minutesOfDay(report, each);
    const place = before + each.day - 1;
    const level = most === 0 ? 0 : Math.ceil((minutes / most) * highestLevel);
    return { day: each.day, week: Math.floor(place / 7), weekday: place % 7, minutes, level };
  });
}

export const minutesOfDay = ({ quota }: BudgetReport, { drawn, billableMinutes }: BudgetDay): number =>
  quota.included > 0 ? drawn : billableMinutes;

/** What is counted by day. */
export const minutesCounted = ({ quota }: BudgetReport): string =>
  quota.included > 0 ? 'Minutes of the quota' : 'Minutes';

const mostMinutes = (report: BudgetReport): number =>
  report.days.reduce((most, day) => Math.max(most, minutesOfDay(report, day)), 0);

/** What the levels stand for, lowest first: `0`, `1 to 25`, …; those that would be the same as the one before are left out. */
export function levelRanges(report: BudgetReport): { readonly level: number; readonly range: string }[] {
  const most = mostMinutes(report);
  if (most === 0) return [];
  const ends = Array.from({ length: highestLevel }, (_, index) => (most * (index + 1)) / highestLevel);
  const ranges = ends.map((end, index) => ({ level: index + 1, range: `up to ${formatCount(Math.ceil(end))}` }));
  return [{ level: 0, range: '0' }, ...ranges];
}
