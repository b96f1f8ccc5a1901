/** The figures of a month that matter most, each with its name. */
import type { BudgetReport, TrafficSource } from '../../contract/budget.ts';
import { formatCount, formatDollars, formatMinutes, formatShare } from '../format-amount.ts';
import { formatSeconds } from './format-time.ts';
import { storageFacts } from './storage-facts.ts';
import { costOf, formatChance, limitLine, restOf, usedOf } from './verdict.ts';

export interface Fact {
  readonly name: string;
  readonly value: string;
}

export function factsOf(report: BudgetReport): Fact[] {
  const { quota, usd } = report;
  const bounds = usd.least === usd.most ? '' : ` (${formatDollars(usd.least)} to ${formatDollars(usd.most)})`;
  const limit = limitLine(report);
  return [
    ...(quota.share === null
      ? []
      : [{ name: 'Quota used', value: `${formatShare(quota.share)}: ${usedOf(report)}, ${restOf(report)}` }]),
    { name: 'Cost', value: `${costOf(report)}${bounds}` },
    ...chanceFacts(report),
    ...(limit === undefined ? [] : [{ name: 'Limit of the settings', value: limit }]),
    { name: 'Billable minutes', value: minutesValue(report) },
    { name: 'Wait for a runner', value: waitValue(report) },
    ...storageFacts(report),
    { name: 'Events', value: `${formatCount(report.events)}, ${trafficWords[report.traffic.source]}` },
  ];
}

function chanceFacts({ quota, trials }: BudgetReport): Fact[] {
  if (quota.included === 0) return [];
  const { chanceToExceed, count, drawn, usd } = trials;
  const range = `${formatMinutes(drawn.p10)} to ${formatMinutes(drawn.p90)} minutes`;
  const dollars = `${formatDollars(usd.p10)} to ${formatDollars(usd.p90)}`;
  return [
    { name: 'Chance to exceed it', value: `${formatChance(chanceToExceed)} (of ${formatCount(count)} trials)` },
    { name: 'Eight of ten months', value: `${range}, ${dollars}` },
  ];
}

function minutesValue({ billableMinutes, roundingLoss }: BudgetReport): string {
  const { linux, windows, macos, larger, total } = billableMinutes;
  const kinds = Object.entries({ Linux: linux, Windows: windows, macOS: macos, 'larger runners': larger });
  const parts = kinds.flatMap(([name, minutes]) => (minutes > 0 ? [`${name} ${formatCount(minutes)}`] : []));
  const told = parts.length > 0 ? ` (${parts.join(', ')})` : '';
  const rounding = total > 0 ? `; ${formatMinutes(roundingLoss)} of them for rounding` : '';
  return `${formatCount(total)}${told}${rounding}`;
}

/** The mean over all jobs of the month. */
function waitValue({ workflows }: BudgetReport): string {
  const runs = workflows.reduce((sum, each) => sum + each.runs, 0);
  const seconds = workflows.reduce((sum, each) => sum + each.runs * each.queuedSeconds, 0);
  const mean = runs === 0 ? 0 : seconds / runs;
  return mean < 0.5 ? 'none' : `${formatSeconds(mean)} on average`;
}

const trafficWords: Readonly<Record<TrafficSource, string>> = {
  settings: 'by the settings',
  assumed: 'of which the pushes and pull requests are assumed: nobody tells them',
  history: "by the repository's history",
  none: 'from schedules alone',
};
