/** Says what makes two reports hard to compare: then their difference is not only what the change costs. */
import type { BudgetReport } from '../../contract/budget.ts';
import type { Diagnostic } from '../../diagnostics/index.ts';
import { byText } from './row-changes.ts';

interface Term {
  readonly path: string;
  readonly read: (report: BudgetReport) => string;
  /** What it is called, and what another one does. */
  readonly title: string;
  readonly effect: string;
  readonly severity: 'warning' | 'info';
}

const terms: readonly Term[] = [
  {
    ...{ path: 'month', title: 'month', severity: 'warning', read: ({ month }) => month },
    effect: 'months differ in their days and in how often schedules fire',
  },
  {
    ...{ path: 'plan', title: 'plan', severity: 'warning', read: ({ plan }) => plan },
    effect: 'plans differ in what they include',
  },
  {
    ...{ path: 'visibility', title: 'visibility', severity: 'warning', read: ({ visibility }) => visibility },
    effect: 'public repositories pay for larger runners and storage alone',
  },
  {
    ...{ path: 'card', title: 'rate card', severity: 'warning', read: ({ card }) => card },
    effect: 'cards differ in their prices',
  },
  {
    ...{ path: 'drawdown', title: 'drawdown', severity: 'warning', read: ({ drawdown }) => drawdown },
    effect: 'the same minutes take more or less of the quota',
  },
  {
    ...{ path: 'paymentMethod', title: 'payment method', severity: 'warning' },
    read: ({ paymentMethod }) => (paymentMethod ? 'one' : 'none'),
    effect: 'without one, what is not included is blocked',
  },
  {
    ...{ path: 'trials', title: 'number of trials', severity: 'info', read: ({ trials }) => String(trials.count) },
    effect: 'the chance to exceed differs a little by that alone',
  },
  {
    ...{ path: 'trials.seed', title: 'seed', severity: 'info', read: ({ trials }) => String(trials.seed) },
    effect: 'what happens at random differs by that alone',
  },
];

/** What is not alike beside the workflows. */
export function comparabilityFindings(base: BudgetReport, head: BudgetReport): Diagnostic[] {
  const others = terms.flatMap((term) => {
    const [before, after] = [term.read(base), term.read(head)];
    if (before === after) return [];
    const { severity, path, title, effect } = term;
    const message = `the base has another ${title} (${before}) than the head (${after}): ${effect}`;
    return [{ ...{ severity, code: 'not-comparable', message, path }, hint: 'make both reports for the same' }];
  });
  return [...others, ...trafficFinding(base, head)];
}

function trafficFinding(base: BudgetReport, head: BudgetReport): Diagnostic[] {
  if (hasNone(base) || hasNone(head)) return [];
  const [before, after] = [eventsOf(base), eventsOf(head)];
  const titles = [...new Set([...before.keys(), ...after.keys()])].sort(byText);
  const others = titles.filter((title) => before.get(title) !== after.get(title));
  if (others.length === 0) return [];
  const shown = others
    .slice(0, 3)
    .map((title) => `${title}: ${before.get(title) ?? 0} -> ${after.get(title) ?? 0}`)
    .join('; ');
  const more = others.length > 3 ? `; and ${others.length - 3} more` : '';
  const message = `the traffic is another one (${shown}${more}): part of the difference is that, and not the workflows`;
  const hint = 'where the change is not about the traffic, make both reports with the same';
  return [{ severity: 'warning', code: 'not-comparable', message, path: 'traffic', hint }];
}

/** Whose workflows listen to nothing costs the same with any traffic. */
const hasNone = ({ traffic }: BudgetReport): boolean => traffic.source === 'none';

/** Schedules are the workflows' own: a change of them is what is compared. */
function eventsOf({ traffic }: BudgetReport): Map<string, number> {
  const events = new Map<string, number>();
  for (const { title, events: count, workflow } of traffic.streams) {
    if (workflow !== null && title.startsWith('schedule ')) continue;
    const name = workflow === null ? title : `${title} (${workflow})`;
    events.set(name, (events.get(name) ?? 0) + count);
  }
  return events;
}
