/** Finds what would save most: each change is simulated, and what the month has less for it is what it saves. */
import type { BudgetReport, Saving } from '../../contract/budget.ts';
import type { BudgetQuestion } from '../simulation/simulate.ts';

/** @returns the changes that save something, the largest first */
export function findSavings(_question: BudgetQuestion, _report: BudgetReport): Saving[] {
  return [];
}
