/** What a budget consists of and rests on, as sentences; they hold names of others, and are to be escaped. */
import type { BudgetReport } from '../../contract/budget.ts';
import { drawdowns } from '../cards/drawdown.ts';
import { rateCards } from '../cards/registry.ts';
import { formatCount, formatDollars, formatMinutes } from '../format-amount.ts';
import { planFacts } from '../plans.ts';

/** What the columns of the tables are. */
export const unitsLine = 'raw, billable and rounding are minutes';

export const detailLines = (report: BudgetReport): string[] => [
  ...(report.usd.larger > 0 ? [`${formatDollars(report.usd.larger)} of it for larger runners`] : []),
  ...unpricedLines(report),
  ...durationLines(report),
];

const unpricedLines = ({ unpriced }: BudgetReport): string[] =>
  unpriced.map(
    ({ label, minutes, usdAtMost }) =>
      `not in the bill: ${formatCount(minutes)} minutes on ${label}, at most ${formatDollars(usdAtMost)}`,
  );

function durationLines({ durations }: BudgetReport): string[] {
  const kinds = Object.values(durations).reduce((sum, each) => sum + each, 0);
  if (durations.usual === 0) return [];
  return [`durations: ${durations.usual} of ${kinds} kinds of jobs rest on what is usual for their steps`];
}

/** The account, the prices, and what else the minutes may come to. */
export function termLines({ plan, visibility, card, drawdown, alternatives }: BudgetReport): string[] {
  return [
    `plan: ${planFacts[plan].title}, ${visibility} repository; card ${card}: ${rateCards[card].title}`,
    ...(visibility === 'public' ? [] : [`drawdown: ${drawdowns[drawdown].title}`]),
    ...alternatives.map(
      ({ title, quota, usd }) =>
        `if it is ${title}: ${formatMinutes(quota.drawn)} minutes, ${formatDollars(usd.total)}`,
    ),
  ];
}
