/** Counts by day what jobs draw from the quota while the month runs. */
import type { BudgetDay } from '../../contract/budget.ts';
import { round } from '../bill.ts';
import type { Month } from '../calendar/month.ts';
import type { JobTemplate } from './run-template.ts';

export interface MonthDays {
  /** A job is billed; `day` is that on which it began, from 1. */
  add(job: JobTemplate, minutes: number, day: number): void;
  /** Every day, with what was drawn until its end. */
  sums(): BudgetDay[];
}

export function openDays({ days }: Month): MonthDays {
  const counted = Array.from({ length: days }, () => ({ runs: 0, minutes: 0, drawn: 0 }));
  return {
    add({ weight }, minutes, day) {
      const own = counted[day - 1];
      if (!own) return;
      own.runs++;
      own.minutes += minutes;
      own.drawn += minutes * weight;
    },
    sums() {
      let sum = 0;
      return counted.map(({ runs, minutes, drawn }, index) => {
        sum += drawn;
        return { day: index + 1, runs, billableMinutes: minutes, drawn: round(drawn), drawnSoFar: round(sum) };
      });
    },
  };
}

/** The first day at whose end more is drawn than is included. */
export const exceededOn = (days: readonly BudgetDay[], included: number): number | null =>
  included === 0 ? null : (days.find(({ drawnSoFar }) => drawnSoFar > included)?.day ?? null);
