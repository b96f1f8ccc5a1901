/** Shows the budget of a month to people: the verdict first, then what each workflow and job has of it. */
import { drawdowns } from '../../../budget/cards/drawdown.ts';
import { rateCards } from '../../../budget/cards/registry.ts';
import { formatCount, formatDollars, formatMinutes, formatShare, formatSpare } from '../../../budget/format-amount.ts';
import { planFacts } from '../../../budget/plans.ts';
import type { BudgetJob, BudgetReport } from '../../../contract/budget.ts';
import { printable } from '../../../diagnostics/index.ts';
import { renderTable } from '../models/table.ts';

/**
 * The budget as text.
 *
 * @example
 * renderBudget(report);
 * // over: 2,434 of 2,000 included minutes (Linux-equivalent) in 2026-11, 434 too many: $2.60
 */
export function renderBudget(report: BudgetReport): string {
  return [verdictOf(report), table(report), details(report), terms(report)].filter(Boolean).join('\n\n');
}

function verdictOf(report: BudgetReport): string {
  const { verdict, month, quota, usd, billableMinutes } = report;
  const cost = `${verdict === 'blocked' ? 'it would cost ' : ''}${formatDollars(usd.total)}`;
  if (quota.included === 0) {
    return `${verdict}: ${formatCount(billableMinutes.total)} minutes in ${month} on a public repository: ${cost}`;
  }
  const used = `${formatMinutes(quota.drawn)} of ${formatCount(quota.included)} included minutes (Linux-equivalent)`;
  const rest = quota.over > 0 ? `${formatMinutes(quota.over)} too many` : `${formatSpare(quota.spare)} to spare`;
  const lines = [`${verdict}: ${used} in ${month}, ${rest}: ${cost}`, ...exceeded(report), trialsLine(report)];
  return lines.join('\n');
}

function exceeded({ exceededOn, verdict, month }: BudgetReport): string[] {
  if (exceededOn === null) return [];
  const day = `${month}-${String(exceededOn).padStart(2, '0')}`;
  const used = `the quota is used up on ${day}`;
  return [
    verdict === 'blocked'
      ? `${used}: runs are blocked from then on`
      : `${used}; without a payment method runs are blocked from then on`,
  ];
}

function trialsLine({ trials: { count, drawn, usd, chanceToExceed } }: BudgetReport): string {
  const minutes = `${formatMinutes(drawn.median)} minutes (${formatMinutes(drawn.p10)} to ${formatMinutes(drawn.p90)})`;
  const dollars = `${formatDollars(usd.median)} (${formatDollars(usd.p10)} to ${formatDollars(usd.p90)})`;
  return `in ${formatCount(count)} trials: ${minutes}, ${dollars}; the chance to exceed the quota is ${formatShare(chanceToExceed)}`;
}

const head = ['', 'runs', 'raw', 'billable', 'rounding', 'Linux', 'Windows', 'macOS', 'quota', 'cache hits', 'wait'];

function table({ workflows, quota }: BudgetReport): string {
  const rows = workflows.flatMap(({ file, jobs, ...total }) => [
    toRow(printable(file), total),
    ...jobs.map(({ job, certain, ...each }) => toRow(`  ${printable(job)}${certain ? '' : ' (may run)'}`, each)),
  ]);
  if (rows.length === 0) return '';
  const columns = quota.included === 0 ? head.filter((name) => name !== 'quota') : head;
  const shown = rows.map((row) => (quota.included === 0 ? row.filter((_, index) => head[index] !== 'quota') : row));
  return renderTable([columns, ...shown], { right: columns.map((_, index) => index).slice(1) });
}

function toRow(name: string, row: Omit<BudgetJob, 'job' | 'certain' | 'duration'>): string[] {
  const { linux, windows, macos } = row.bySystem;
  return [
    name,
    formatCount(row.runs),
    formatMinutes(row.rawMinutes),
    formatCount(row.billableMinutes),
    formatMinutes(row.roundingLoss),
    ...[linux, windows, macos].map((minutes) => (minutes === 0 ? '-' : formatCount(minutes))),
    row.share === null ? '-' : formatShare(row.share),
    row.cacheHitRatio === null ? '-' : formatShare(row.cacheHitRatio),
    row.queuedSeconds < 0.5 ? '-' : `${formatCount(row.queuedSeconds)} s`,
  ];
}

function details(report: BudgetReport): string {
  const { artifacts, caches, durations, events, unpriced, usd, quota } = report;
  const lines = [`${formatCount(events)} events; raw, billable and rounding are minutes`];
  if (usd.larger > 0) lines.push(`${formatDollars(usd.larger)} of it for larger runners`);
  for (const { label, minutes, usdAtMost } of unpriced) {
    const most = `at most ${formatDollars(usdAtMost)}`;
    lines.push(`not in the bill: ${formatCount(minutes)} minutes on ${printable(label)}, ${most}`);
  }
  if (artifacts.uploads > 0 && quota.included > 0) lines.push(artifactLine(report));
  if (caches.gb > 0) {
    const guessed = caches.unsized > 0 ? '; where no size is told, 0.4 GB are taken' : '';
    const most = `caches: at most ${formatMinutes(caches.gb)} GB at once`;
    lines.push(`${most}, ${formatCount(caches.evictions)} had to go for others${guessed}`);
  }
  const kinds = Object.values(durations).reduce((sum, each) => sum + each, 0);
  if (durations.usual > 0)
    lines.push(`durations: ${durations.usual} of ${kinds} kinds of jobs rest on what is usual for their steps`);
  return lines.join('\n');
}

function artifactLine({
  artifacts: { uploads, unsized, days, gbMonths, fitUpToMegabytes },
  plan,
}: BudgetReport): string {
  const included = `of ${formatCount(planFacts[plan].artifactMegabytes)} MB`;
  const kept = `${formatCount(uploads)} artifacts, kept ${formatMinutes(days)} days`;
  if (fitUpToMegabytes === null) return `${kept}: ${formatCount(gbMonths * 1000)} ${included} included`;
  const rest = `the ${formatCount(unsized)} that tell no size are within them up to ${formatMinutes(fitUpToMegabytes)} MB each`;
  return `${kept}: ${formatCount(gbMonths * 1000)} ${included} included; ${rest}`;
}

function terms({ plan, visibility, card, drawdown, alternatives, sources }: BudgetReport): string {
  const lines = [
    `plan: ${planFacts[plan].title}, ${visibility} repository; card ${card}: ${rateCards[card].title}`,
    ...(visibility === 'public' ? [] : [`drawdown: ${drawdowns[drawdown].title}`]),
    ...alternatives.map(
      ({ title, quota, usd }) =>
        `if it is ${title}: ${formatMinutes(quota.drawn)} minutes, ${formatDollars(usd.total)}`,
    ),
    `source: ${sources[0]}`,
  ];
  return lines.join('\n');
}
