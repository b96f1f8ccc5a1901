/** Says in a sentence what a change costs a month, and what that means. */
import type { BudgetDiff, DiffSide } from '../../contract/budget-diff.ts';
import { clip } from '../../markup/markdown.ts';
import { formatDollars, formatMinutes } from '../format-amount.ts';
import { formatBoth, formatSigned, formatSignedDollars } from './signed-amount.ts';

/**
 * What comes first.
 *
 * @example
 * changeSentence(diff); // '+312 minutes a month (1,640 -> 1,952 of 2,000): still within'
 */
export function changeSentence(diff: BudgetDiff): string {
  const { minutes, usd } = diff;
  const outcome = outcomeOf(diff);
  if (isUnchanged(diff)) return `No change: ${amountsOf(diff)} minutes a month, ${outcome}`;
  const dollars = formatSignedDollars(usd.change);
  const cost =
    dollars.startsWith('±') || diff.verdict.after === 'blocked'
      ? ''
      : `, ${dollars} (${formatBoth(usd, formatDollars)})`;
  return `${formatSigned(minutes.change)} minutes a month (${amountsOf(diff)})${cost}: ${outcome}`;
}

/** Whether the two months are the same in all that is looked at. */
export const isUnchanged = (diff: BudgetDiff): boolean =>
  diff.workflows.length === 0 &&
  diff.verdict.before === diff.verdict.after &&
  diff.included.before === diff.included.after &&
  [diff.minutes, diff.mostMinutes, diff.mostUsd, diff.chanceToExceed, diff.usd, diff.artifacts, diff.caches].every(
    ({ change }) => change === 0,
  );

/** `1,640 -> 1,952 of 2,000` */
function amountsOf({ minutes, included, counted }: BudgetDiff): string {
  if (counted === 'billable') return formatBoth(minutes);
  if (included.before === included.after) return `${formatBoth(minutes)} of ${formatMinutes(included.after)}`;
  const side = (used: number, all: number): string => `${formatMinutes(used)} of ${formatMinutes(all)}`;
  return `${side(minutes.before, included.before)} -> ${side(minutes.after, included.after)}`;
}

function outcomeOf(diff: BudgetDiff): string {
  const { before, after } = diff.verdict;
  return `${before === after ? 'still' : 'now'} ${meaningOf(diff)}`;
}

function meaningOf({ verdict, minutes, included, counted, exceededOn, month, usd }: BudgetDiff): string {
  const over = counted === 'quota' ? minutes.after - included.after : 0;
  const from = exceededOn.after === null ? '' : ` from ${month}-${String(exceededOn.after).padStart(2, '0')} on`;
  const by = over > 0 ? `${formatMinutes(over)} minutes too many` : '';
  switch (verdict.after) {
    case 'free':
      return 'free';
    case 'within':
      return 'within';
    case 'billed':
      return 'billed for what no quota covers';
    case 'over':
      return by === '' ? 'over' : `over, ${by}`;
    case 'blocked':
      return `${[`blocked${from}`, by].filter(Boolean).join(', ')}; it would cost ${formatDollars(usd.after)}`;
  }
}

/** What is limited, and whether it is kept; nothing where nothing is limited. */
export function limitSentences({ limit, mostMinutes, mostUsd, minutes }: BudgetDiff): string[] {
  if (limit === null) return [];
  const bounds = [
    limit.minutes === null
      ? ''
      : `${formatMinutes(mostMinutes.after)} minutes (${formatMinutes(limit.minutes)} allowed)`,
    limit.usd === null ? '' : `${formatDollars(mostUsd.after)} (${formatDollars(limit.usd)} allowed)`,
  ].filter(Boolean);
  const lines: string[] = [];
  if (bounds.length > 0) {
    const outcome = limit.exceeded ? `exceeded${limit.exceededBefore ? ', as before the change' : ''}` : 'kept';
    lines.push(`Limit ${outcome}: nine of ten months keep within ${bounds.join(' and ')}`);
  }
  if (limit.increase !== null) {
    const outcome = limit.increaseExceeded ? 'exceeded' : 'kept';
    const change = formatSigned(minutes.change);
    lines.push(
      `Limit of the increase ${outcome}: ${change} minutes a month (+${formatMinutes(limit.increase)} allowed)`,
    );
  }
  return lines;
}

/** What both months are computed for, and where they come from. */
export function termsSentence(diff: BudgetDiff): string {
  const { month, plan, visibility, card } = diff;
  return `month ${month}, plan ${plan}, ${visibility} repository, rate card ${card}; base: ${sideOf(diff.base)}, head: ${sideOf(diff.head)}`;
}

function sideOf({ source, name: whole, commit }: DiffSide): string {
  const name = clip(whole);
  const at = commit === null ? name : `${name} (${commit.slice(0, 9)})`;
  switch (source) {
    case 'file':
      return name === '' ? 'a report' : name;
    case 'committed':
      return `the report of ${at}`;
    case 'commit':
      return `the workflows of ${at}`;
    case 'working-tree':
      return 'the working tree';
  }
}
