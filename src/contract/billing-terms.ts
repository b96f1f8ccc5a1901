/** The words of a budget that options and settings share; without zod, so that the command line starts fast. */

/** The plans of an account; a free organisation has what a free user has. */
export const billingPlans = ['free', 'pro', 'team', 'enterprise'] as const;
export const visibilities = ['private', 'public'] as const;
export const rateCardIds = ['2025', '2026'] as const;
export const drawdownIds = ['multipliers', 'list-price'] as const;
export const runnerSystems = ['linux', 'windows', 'macos'] as const;

export type BillingPlan = (typeof billingPlans)[number];
export type Visibility = (typeof visibilities)[number];
export type RateCardId = (typeof rateCardIds)[number];
export type DrawdownId = (typeof drawdownIds)[number];
export type RunnerSystem = (typeof runnerSystems)[number];

/** `2026-02` */
export const monthPattern = /^(?:19|20)\d\d-(?:0[1-9]|1[0-2])$/;

/**
 * `free`: nothing is counted. `within`: the quota is enough. `billed`: it is, and what no quota covers is billed (larger
 * runners, storage). `over`: it is not, and more is billed. `blocked`: something is to be paid, and there is no payment
 * method.
 */
export const budgetVerdicts = ['free', 'within', 'billed', 'over', 'blocked'] as const;
export type BudgetVerdict = (typeof budgetVerdicts)[number];
