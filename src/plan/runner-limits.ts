/**
 * How many jobs run at the same time.
 *
 * Source: https://docs.github.com/actions/reference/limits (read 2026-11)
 */
export const planNames = ['free', 'pro', 'team', 'enterprise'] as const;
export type PlanName = (typeof planNames)[number];

export interface RunnerLimits {
  readonly jobs: number;
  /** Of those, how many on macOS. */
  readonly macos: number;
}

export const runnerLimits = {
  free: { jobs: 20, macos: 5 },
  pro: { jobs: 40, macos: 5 },
  team: { jobs: 60, macos: 5 },
  enterprise: { jobs: 500, macos: 50 },
} as const satisfies Readonly<Record<PlanName, RunnerLimits>>;
