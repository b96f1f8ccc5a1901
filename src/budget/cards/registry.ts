/** The rate cards, and which of them a month is priced by. */
import type { RateCardId } from '../../contract/billing-terms.ts';
import type { RateCard } from './card.ts';
import { card2025 } from './card-2025.ts';
import { card2026 } from './card-2026.ts';

export const rateCards = { '2025': card2025, '2026': card2026 } as const satisfies Record<RateCardId, RateCard>;

/**
 * The card in force in a month; the nearest one where it lies before the first.
 *
 * @example
 * cardFor('2025-11').id; // '2025'
 */
export function cardFor(month: string): RateCard {
  const inForce = Object.values(rateCards).findLast(({ from }) => from.slice(0, 7) <= month);
  return inForce ?? card2025;
}
