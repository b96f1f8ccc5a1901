/**
 * What GitHub's plans include, and how many jobs run at once.
 *
 * Sources, read 2026-11: data/reusables/billing/actions-included-quotas.md and content/actions/reference/limits.md
 * of https://github.com/github/docs
 */
import type { BillingPlan } from '../contract/billing-terms.ts';

export interface PlanFacts {
  readonly title: string;
  /** Linux-equivalent minutes a month, private repositories. */
  readonly minutes: number;
  /** Artifacts, in megabytes of a million bytes. */
  readonly artifactMegabytes: number;
  /** Jobs at once on standard runners. */
  readonly jobs: number;
  /** Of them on macOS; larger runners count too. */
  readonly macosJobs: number;
  /** Jobs at once on larger runners; 0 where the plan has none. */
  readonly largerJobs: number;
}

export const planFacts = {
  free: { title: 'Free', minutes: 2000, artifactMegabytes: 500, jobs: 20, macosJobs: 5, largerJobs: 0 },
  pro: { title: 'Pro', minutes: 3000, artifactMegabytes: 1000, jobs: 40, macosJobs: 5, largerJobs: 0 },
  team: { title: 'Team', minutes: 3000, artifactMegabytes: 2000, jobs: 60, macosJobs: 5, largerJobs: 1000 },
  enterprise: {
    title: 'Enterprise Cloud',
    minutes: 50_000,
    artifactMegabytes: 50_000,
    jobs: 500,
    macosJobs: 50,
    largerJobs: 1000,
  },
} as const satisfies Record<BillingPlan, PlanFacts>;
