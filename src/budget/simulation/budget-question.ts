/** What a budget is asked for. */
import type { BudgetSettings, Traffic } from '../../config/budget.ts';
import type { TrafficSource } from '../../contract/budget.ts';
import type { Calibration } from '../../contract/calibration.ts';
import type { DurationSource } from './job-duration.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';

export interface BudgetQuestion extends Omit<BudgetSettings, 'month' | 'report'> {
  readonly month: string;
  readonly traffic: Traffic;
  readonly trafficSource: TrafficSource;
  /** How long the jobs of real runs took. */
  readonly calibration?: Calibration | undefined;
  readonly workflows: readonly PlannedWorkflow[];
  /** By default the declared durations, and what is usual for what nobody declared. */
  readonly durationSource?: DurationSource;
}
