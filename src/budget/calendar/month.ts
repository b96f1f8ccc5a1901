/** A calendar month in UTC: the time for which GitHub counts minutes. */
import { monthPattern } from '../../contract/billing-terms.ts';
import { PipelineError } from '../../diagnostics/index.ts';

export interface Month {
  /** `2026-02` */
  readonly name: string;
  /** First instant, and the first one after it, in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly days: number;
}

export const dayMs = 86_400_000;
export const hourMs = 3_600_000;
export const minuteMs = 60_000;

/**
 * A month by its name.
 *
 * @throws PipelineError with exit code 2 when there is no such month
 * @example
 * readMonth('2024-02').days; // 29
 */
export function readMonth(name: string): Month {
  if (!monthPattern.test(name)) throw noMonth(name);
  const [year = 0, month = 1] = name.split('-').map(Number);
  const [from, to] = [Date.UTC(year, month - 1, 1), Date.UTC(year, month, 1)];
  return { name, from, to, days: (to - from) / dayMs };
}

function noMonth(name: string): PipelineError {
  const message = `there is no month "${name}"`;
  return new PipelineError(
    [{ severity: 'error', code: 'unknown-month', message, hint: 'write year and month, as in 2026-02' }],
    2,
  );
}

/** The day of the month on which an instant lies, from 1. */
export const dayOf = ({ from }: Month, instant: number): number => Math.floor((instant - from) / dayMs) + 1;
