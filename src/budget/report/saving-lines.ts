/** What would save most, as sentences; they hold names of others, and are to be escaped. */
import type { BudgetReport, Saving } from '../../contract/budget.ts';
import { formatDollars, formatMinutes } from '../format-amount.ts';

export interface SavingLine {
  /** `84 minutes a month, $0.50`; empty where it saves something else than minutes and dollars. */
  readonly saved: string;
  /** The workflow and the jobs that it is about, but those that the change names itself. */
  readonly names: readonly string[];
  /** With backticks around what is code. */
  readonly change: string;
  /** Empty where it does nothing else. */
  readonly note: string;
}

const most = 20;
const mostNames = 8;

/** The largest savings first, as the report has them, and how many there are beside. */
export function savingLines({ savings }: BudgetReport): {
  readonly lines: readonly SavingLine[];
  readonly rest: number;
} {
  const lines = savings.slice(0, most).map(({ file, jobs, change, note, ...saved }) => ({
    names: [file, ...jobs].filter((name) => !change.includes(name)).slice(0, mostNames),
    ...{ change, note },
    saved: savedBy(saved),
  }));
  return { lines, rest: savings.length - lines.length };
}

export const noSaving = 'No change that was tried would save a minute.';

function savedBy({ minutes, usd }: Pick<Saving, 'minutes' | 'usd'>): string {
  const parts = [
    minutes > 0 ? `${formatMinutes(minutes)} minutes a month` : '',
    usd > 0 ? `${formatDollars(usd)}${minutes > 0 ? '' : ' a month'}` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
