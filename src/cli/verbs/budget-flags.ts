/** Reads the flags of `budget` and `budget price` into what they ask. */
import type { PriceQuestion } from '../../budget/price.ts';
import type { BudgetSettings } from '../../config/budget.ts';
import type { BillingPlan, DrawdownId, RateCardId } from '../../contract/billing-terms.ts';

/** The account, as flags tell it. */
export interface AccountFlags {
  readonly plan?: BillingPlan;
  readonly public?: boolean;
  readonly private?: boolean;
  readonly card?: RateCardId;
  readonly drawdown?: DrawdownId;
  readonly paymentMethod?: boolean;
}

export interface MonthFlags extends AccountFlags {
  readonly month?: string;
  readonly trials?: number;
  readonly seed?: number;
  /** Days. */
  readonly fromGit?: number;
  readonly printTraffic?: boolean;
}

/** Only what was given: the settings of the repository say the rest. */
export function toSettings(flags: MonthFlags): Partial<BudgetSettings> {
  const { plan, card, drawdown, month, trials, seed, paymentMethod } = flags;
  const visibility = flags.public ? 'public' : flags.private ? 'private' : undefined;
  // Without the flag, commander says true: then the settings decide.
  const payment = paymentMethod === false ? false : undefined;
  const given = { plan, card, drawdown, month, trials, seed, visibility, paymentMethod: payment };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

export interface PriceFlags extends AccountFlags {
  readonly linux?: number;
  readonly windows?: number;
  readonly macos?: number;
  readonly arm?: number;
  readonly slim?: number;
  readonly label: readonly { readonly label: string; readonly minutes: number }[];
  readonly artifacts?: number;
  readonly caches?: number;
}

const labels = {
  linux: 'ubuntu-latest',
  windows: 'windows-latest',
  macos: 'macos-latest',
  arm: 'ubuntu-24.04-arm',
  slim: 'ubuntu-slim',
} as const satisfies Partial<Record<keyof PriceFlags, string>>;

export function toQuestion(flags: PriceFlags): PriceQuestion {
  const { plan = 'free', card = '2026', drawdown, paymentMethod = true, artifacts = 0, caches = 0 } = flags;
  const named = Object.entries(labels).flatMap(([flag, label]) => {
    const minutes = flags[flag as keyof typeof labels];
    return minutes === undefined ? [] : [{ label, minutes }];
  });
  return {
    plan,
    visibility: flags.public ? 'public' : 'private',
    card,
    ...(drawdown === undefined ? {} : { drawdown }),
    paymentMethod,
    minutes: [...named, ...flags.label],
    storage: { artifacts, caches },
  };
}
