/** What is known about a workflow before it runs: what conditions yield, and what each trigger can reach. */
export { type CronFields, canFire, isCron, parseCron, shortestInterval } from './cron.ts';
export {
  anything,
  evaluate,
  nothingKnown,
  type Outcome,
  oneOf,
  type Scope,
  type Truth,
  truthOf,
} from './evaluate.ts';
export {
  type FilterPattern,
  type PatternPart,
  type PatternProblem,
  patternMatches,
  readPattern,
} from './filter-pattern.ts';
export { firesAt, firingsOf, type ScheduleTime } from './firings.ts';
export type { Assumptions, JobResult, PlanEvent } from './plan-event.ts';
export { type PreparedPlan, type PrepareOptions, preparePlan } from './prepare-plan.ts';
export { type Arrival, conditionOf, type Reach, reachOf, readsStatus } from './reach.ts';
export { type PlanName, planNames, type RunnerLimits, runnerLimits } from './runner-limits.ts';
export type { Takes } from './timed-jobs.ts';
export { type JobTime, type RunTiming, timeRun } from './timing.ts';
export { unknownEvent } from './triggering.ts';
export type {
  CallPlan,
  ConcurrencyPlan,
  ConditionPart,
  ConditionPlan,
  InstancePlan,
  JobPlan,
  Runs,
  StepPlan,
  WorkflowPlan,
} from './workflow-plan.ts';
