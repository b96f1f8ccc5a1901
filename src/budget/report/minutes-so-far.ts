/** The minutes from the first of the month to the end of each day. */
import type { BudgetReport } from '../../contract/budget.ts';

export interface Sum {
  readonly day: number;
  readonly minutes: number;
}

/** Minutes of the quota where one counts, else those billed. */
export function sumsOf({ quota, days }: BudgetReport): Sum[] {
  let billed = 0;
  return days.map(({ day, drawnSoFar, billableMinutes }) => {
    billed += billableMinutes;
    return { day, minutes: quota.included > 0 ? drawnSoFar : billed };
  });
}

/** What the picture of them is called. */
export const sumsTitle = ({ quota }: BudgetReport): string =>
  quota.included > 0 ? 'Minutes as they add up, against the quota' : 'Minutes as they add up';
