/** The ways in which a minute may count against the included minutes. */
import type { DrawdownId, RunnerSystem } from '../../contract/billing-terms.ts';
import { baseSku, type Drawdown, type RateCard } from './card.ts';

/** By system, whatever the processor: GitHub never published one for arm or the 1-core runner. */
const multipliers: Readonly<Record<RunnerSystem, number>> = { linux: 1, windows: 2, macos: 10 };

export const drawdowns = {
  multipliers: {
    id: 'multipliers',
    title: 'minute multipliers: Linux 1, Windows 2, macOS 10',
    sources: [
      'https://github.com/github/docs/blob/042be30764f6050e1e2e322b925e9b74cf0c8d98/content/billing/concepts/product-billing/github-actions.md',
    ],
    weigh: ({ system }) => multipliers[system],
    unitsPerMinute: () => 1,
  },
  'list-price': {
    id: 'list-price',
    title: 'by list price: an included minute is worth a minute of the standard Linux runner',
    sources: ['https://docs.github.com/billing/reference/actions-runner-pricing'],
    weigh: ({ mills }) => mills,
    unitsPerMinute: (card) => rateOf(card, baseSku).mills,
  },
} as const satisfies Record<DrawdownId, Drawdown>;

/** @throws Error when the card has no such SKU: the caller takes names from the card */
export function rateOf(card: RateCard, sku: string): RateCard['rates'][number] {
  const rate = card.rates.find((each) => each.sku === sku);
  if (!rate) throw new Error(`the card of ${card.id} has no ${sku}`);
  return rate;
}
