/** The verdict on a month, as sentences; names of others do not occur in them. */
import type { BudgetVerdict } from '../../contract/billing-terms.ts';
import type { BudgetReport } from '../../contract/budget.ts';
import { formatCount, formatDollars, formatMinutes, formatShare, formatSpare } from '../format-amount.ts';
import { formatDay } from './format-time.ts';

/**
 * The verdict with the minutes and the dollars, on one line.
 *
 * @example
 * verdictLine(report); // over: 2,434 of 2,000 included minutes (Linux-equivalent) in 2026-11, 434 too many: $2.60
 */
export function verdictLine(report: BudgetReport): string {
  const { verdict, month, quota, billableMinutes } = report;
  if (quota.included === 0) {
    return `${verdict}: ${formatCount(billableMinutes.total)} minutes in ${month} on a public repository: ${costOf(report)}`;
  }
  return `${verdict}: ${usedOf(report)} in ${month}, ${restOf(report)}: ${costOf(report)}`;
}

/** What the minutes come to; who cannot be billed is blocked instead. */
export const costOf = ({ verdict, usd }: BudgetReport): string =>
  `${verdict === 'blocked' ? 'it would cost ' : ''}${formatDollars(usd.total)}`;

export const usedOf = ({ quota }: BudgetReport): string =>
  `${formatMinutes(quota.drawn)} of ${formatCount(quota.included)} included minutes (Linux-equivalent)`;

export const restOf = ({ quota }: BudgetReport): string =>
  quota.over > 0 ? `${formatMinutes(quota.over)} too many` : `${formatSpare(quota.spare)} to spare`;

/** When the quota is used up; undefined where it is enough. */
export function exceededLine({ exceededOn, verdict, month }: BudgetReport): string | undefined {
  if (exceededOn === null) return undefined;
  const used = `the quota is used up on ${month}-${String(exceededOn).padStart(2, '0')}`;
  return verdict === 'blocked'
    ? `${used}: runs are blocked from then on`
    : `${used}; without a payment method runs are blocked from then on`;
}

/** What other months like this one may take; undefined where no minutes are counted. */
export function trialsLine({ quota, trials }: BudgetReport): string | undefined {
  if (quota.included === 0) return undefined;
  const { count, drawn, usd, chanceToExceed } = trials;
  const minutes = `${formatMinutes(drawn.median)} minutes (${formatMinutes(drawn.p10)} to ${formatMinutes(drawn.p90)})`;
  const dollars = `${formatDollars(usd.median)} (${formatDollars(usd.p10)} to ${formatDollars(usd.p90)})`;
  return `in ${formatCount(count)} trials: ${minutes}, ${dollars}; the chance to exceed the quota is ${formatChance(chanceToExceed)}`;
}

/** A chance is told as none or as certain only where it is. */
export function formatChance(chance: number): string {
  if (chance > 0 && chance < 0.01) return 'under 1 %';
  if (chance < 1 && chance > 0.99) return 'over 99 %';
  return formatShare(chance);
}

/** Whether the settings' limit holds in nine of ten months; undefined where they have none. */
export function limitLine({ limit, trials: { drawn, usd } }: BudgetReport): string | undefined {
  if (!limit) return undefined;
  const minutes = limit.minutes === null ? [] : [`${formatMinutes(limit.minutes)} minutes`];
  const dollars = limit.usd === null ? [] : [formatDollars(limit.usd)];
  const allowed = [...minutes, ...dollars].join(' and ');
  if (allowed === '') return undefined;
  const taken = `nine of ten months take at most ${formatMinutes(drawn.p90)} minutes and ${formatDollars(usd.p90)}`;
  return `${limit.exceeded ? 'exceeded' : 'kept'}: ${allowed} are allowed; ${taken}`;
}

const headlines = {
  free: () => 'Nothing of it is counted or billed',
  within: () => 'Within the included minutes',
  billed: ({ quota, usd }) =>
    quota.included === 0
      ? `${formatDollars(usd.total)} is billed for what is not free on public repositories either`
      : `Within the included minutes, and ${formatDollars(usd.total)} is billed for what they do not cover`,
  over: ({ usd, exceededOn, month }) =>
    exceededOn === null
      ? `Over the included minutes: ${formatDollars(usd.total)} is billed`
      : `Over the included minutes from ${formatDay(exceededOn, month)} on: ${formatDollars(usd.total)} is billed`,
  blocked: ({ usd, exceededOn, month }) =>
    exceededOn === null
      ? `Blocked: ${formatDollars(usd.total)} is to be paid, and there is no payment method`
      : `Runs are blocked from ${formatDay(exceededOn, month)} on`,
} as const satisfies Record<BudgetVerdict, (report: BudgetReport) => string>;

/** The verdict in a few words, for the top of a page. */
export const headlineOf = (report: BudgetReport): string => headlines[report.verdict](report);

/** What the verdict means for an account without a payment method; empty where that is said already, or nothing is billed. */
export function consequenceOf({ verdict, exceededOn, blockedWithoutPaymentMethod }: BudgetReport): string {
  if (verdict === 'blocked' || !blockedWithoutPaymentMethod) return '';
  return exceededOn === null
    ? 'Without a payment method what is billed is blocked instead'
    : 'Without a payment method runs are blocked from then on';
}
