/** What a rate card and a drawdown model are: dated data with their sources. */
import type { DrawdownId, RateCardId, RunnerSystem } from '../../contract/billing-terms.ts';

/** Thousandths of a US dollar: every price of GitHub's is a whole number of them. */
export type Mills = number;

export interface Rate {
  /** A name of GitHub's bills. */
  readonly sku: string;
  readonly system: RunnerSystem;
  readonly title: string;
  readonly mills: Mills;
  /** Always billed, on public repositories too; no included minutes cover it. */
  readonly larger: boolean;
}

/** The prices of a time. */
export interface RateCard {
  readonly id: RateCardId;
  /** First and last day, `2026-01-01`; the last is open while the card is in force. */
  readonly from: string;
  readonly to?: string;
  readonly title: string;
  readonly sources: readonly string[];
  readonly rates: readonly Rate[];
  /** How the quota is drawn down, by what GitHub says. */
  readonly drawdown: DrawdownId;
  /** Others that cannot be ruled out. */
  readonly alternatives: readonly DrawdownId[];
}

/** How a minute counts against the included minutes. */
export interface Drawdown {
  readonly id: DrawdownId;
  readonly title: string;
  readonly sources: readonly string[];
  /** How many units of the quota a minute takes. */
  readonly weigh: (rate: Rate) => number;
  /** How many units one included minute is worth. */
  readonly unitsPerMinute: (card: RateCard) => number;
}

/** The runner whose minutes the quota is told in. */
export const baseSku = 'linux';

/** Rows of a table of prices: SKU, what it is, and mills a minute. */
export function ratesOf(
  system: RunnerSystem,
  larger: boolean,
  rows: readonly (readonly [sku: string, title: string, mills: Mills])[],
): Rate[] {
  return rows.map(([sku, title, mills]) => ({ sku, system, title, mills, larger }));
}
