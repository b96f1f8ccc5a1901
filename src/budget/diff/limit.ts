/** Holds a change against what a month may take, and against what may come on top. */
import type { BudgetLimit, BudgetReport } from '../../contract/budget.ts';
import type { DiffLimit } from '../../contract/budget-diff.ts';
import { round } from '../bill.ts';

export interface Limits {
  /** What a month may take, in nine of ten; by default what the settings of the head say. */
  readonly max?: 'included' | number | undefined;
  /** Minutes that may come on top. */
  readonly maxIncrease?: number | undefined;
}

/** Null where nothing is limited. */
export function judgeLimits(
  base: BudgetReport,
  head: BudgetReport,
  { max, maxIncrease }: Limits,
  increase: number,
): DiffLimit | null {
  const limit = max === undefined ? head.limit : limitOf(max, head);
  if (limit === null && maxIncrease === undefined) return null;
  const { minutes = null, usd = null } = limit ?? {};
  return {
    minutes,
    usd,
    exceededBefore: isBeyond(base, { minutes, usd }),
    exceeded: isBeyond(head, { minutes, usd }),
    increase: maxIncrease ?? null,
    increaseExceeded: maxIncrease !== undefined && round(increase - maxIncrease) > 0,
  };
}

/** What a command ends with exit code 1 for. */
export const isExceeded = (limit: DiffLimit | null): boolean =>
  limit !== null && (limit.exceeded || limit.increaseExceeded);

type Bounds = Omit<BudgetLimit, 'exceeded'>;

/** What is included costs nothing: on a public repository that alone is the limit. */
const limitOf = (max: 'included' | number, { quota }: BudgetReport): Bounds =>
  max === 'included' ? { minutes: quota.included === 0 ? null : quota.included, usd: 0 } : { minutes: max, usd: null };

function isBeyond(report: BudgetReport, { minutes, usd }: Bounds): boolean {
  const most = mostOf(report);
  return (minutes !== null && most.minutes > minutes) || (usd !== null && most.usd > usd);
}

/** What nine of ten months keep within; without trials, what the usual month takes. */
export const mostOf = ({ trials, quota, usd }: BudgetReport): { readonly minutes: number; readonly usd: number } =>
  trials.count === 0 ? { minutes: quota.drawn, usd: usd.total } : { minutes: trials.drawn.p90, usd: trials.usd.p90 };
