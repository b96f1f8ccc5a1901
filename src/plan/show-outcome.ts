/** Shows values as GitHub's expressions write them. */
import type { Data } from '../model/index.ts';
import type { Outcome, Possibility } from './evaluate.ts';

const longest = 80;
const mostShown = 4;

/** `'push'`, `true`; `'a' or 'b'` where it can be either; `unknown` where only the run tells. */
export function showOutcome(outcome: Outcome): string {
  if (outcome.length === 0 || outcome.some(({ kind }) => kind === 'any')) return 'unknown';
  const shown = [...new Set(outcome.map(showPossibility))];
  const more = shown.length > mostShown ? ` or ${shown.length - mostShown} more` : '';
  return `${shown.slice(0, mostShown).join(' or ')}${more}`;
}

function showPossibility(each: Possibility): string {
  if (each.kind === 'value') return showValue(each.value);
  return each.kind === 'text' && each.start !== '' ? `'${each.start}…'` : 'unknown';
}

function showValue(value: Data): string {
  const text = typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
