/** Shows a price to people: the verdict first, then what it is made of. */
import { drawdowns } from '../../../budget/cards/drawdown.ts';
import { rateCards } from '../../../budget/cards/registry.ts';
import { formatCount, formatDollars, formatMinutes, formatSpare } from '../../../budget/format-amount.ts';
import { planFacts } from '../../../budget/plans.ts';
import type { PriceReport } from '../../../contract/budget.ts';
import { printable } from '../../../diagnostics/index.ts';
import { renderTable } from '../models/table.ts';

/**
 * The price as text.
 *
 * @example
 * renderPrice(report);
 * // over: 2,636.7 of 2,000 included minutes (Linux-equivalent), 636.7 too many: $3.82
 */
export function renderPrice(report: PriceReport): string {
  return [verdictLine(report), consequence(report), usageTable(report), terms(report)].filter(Boolean).join('\n\n');
}

function verdictLine({ verdict, quota, usd }: PriceReport): string {
  if (quota.included === 0) {
    return usd.total === 0
      ? 'free: a public repository pays nothing for standard runners'
      : `${verdict}: ${formatDollars(usd.total)} for what is billed on public repositories too`;
  }
  const used = `${formatMinutes(quota.drawn)} of ${formatCount(quota.included)} included minutes (Linux-equivalent)`;
  const rest = quota.over > 0 ? `${formatMinutes(quota.over)} too many` : `${formatSpare(quota.spare)} to spare`;
  return `${verdict}: ${used}, ${rest}: ${verdict === 'blocked' ? 'it would cost ' : ''}${formatDollars(usd.total)}`;
}

function consequence({ verdict, quota, usd, blockedWithoutPaymentMethod }: PriceReport): string {
  const parts: string[] = [];
  if (verdict === 'blocked') {
    parts.push(quota.over > 0 ? 'runs are blocked once the quota is used up' : 'what no quota covers is blocked');
  } else if (blockedWithoutPaymentMethod) {
    parts.push('an account without a payment method pays nothing and is blocked instead');
  }
  if (usd.least !== usd.most) {
    const bounds = `${formatDollars(usd.least)} and ${formatDollars(usd.most)}`;
    parts.push(`the bill lies between ${bounds}: it depends on which minutes come last`);
  }
  for (const [name, part] of Object.entries({
    'larger runners': usd.larger,
    artifacts: usd.artifacts,
    caches: usd.caches,
  })) {
    if (part > 0) parts.push(`${formatDollars(part)} of it for ${name}`);
  }
  return parts.join('\n');
}

function usageTable({ usage }: PriceReport): string {
  const head = ['runner', 'billed as', 'minutes', 'a minute', 'of the quota'];
  const rows = usage.map(({ label, sku, minutes, usdPerMinute, drawn, larger }) => [
    printable(label),
    sku ?? 'nothing (self-hosted)',
    formatCount(minutes),
    `$${usdPerMinute.toFixed(3)}`,
    larger ? 'always billed' : formatMinutes(drawn),
  ]);
  return rows.length === 0 ? '' : renderTable([head, ...rows], { right: [2, 3, 4] });
}

function terms(report: PriceReport): string {
  const { plan, visibility, card, drawdown, mostLinuxMinutes, alternatives, fits, quota } = report;
  const lines = [
    `plan: ${planFacts[plan].title}, ${visibility} repository; card ${card}: ${rateCards[card].title}`,
    `the quota is drawn down ${titleOf(drawdown)}`,
  ];
  if (quota.over > 0 && mostLinuxMinutes !== null) lines.push(roomLine(mostLinuxMinutes));
  const next = fits[0];
  if (quota.over > 0 && next)
    lines.push(`it fits into ${planFacts[next.plan].title}, with ${formatSpare(next.spare)} to spare`);
  for (const { drawdown: other, quota: drawn, usd } of alternatives) {
    lines.push(
      `drawn down ${titleOf(other)} it is ${formatMinutes(drawn.drawn)} minutes and ${formatDollars(usd.total)}`,
    );
  }
  return [...lines, `source: ${report.sources[0]}`].join('\n');
}

const titleOf = (id: PriceReport['drawdown']): string =>
  id === 'multipliers' ? `by ${drawdowns[id].title}` : drawdowns[id].title;

const roomLine = (most: number): string =>
  most === 0
    ? 'beside the rest there is room for no Linux minute'
    : `to stay within, at most ${formatCount(most)} Linux minutes beside the rest`;
