/** Says how long the jobs of one plan take: what budgets count with, for the plan of a single event. */
import type { Job, Workflow } from '../model/index.ts';
import type { InstancePlan, JobPlan } from '../plan/index.ts';
import type { WorkflowSource } from './make-budget.ts';
import { type DurationSource, jobDuration, stepsThatRun } from './simulation/job-duration.ts';

export interface PlannedDuration {
  /** Its median, with what caches spare. */
  readonly seconds: number;
  /** Whether nobody says it, and what is usual for its steps counts. */
  readonly isGuess: boolean;
}

/** The duration of every job that a plan shows, those of called workflows included. */
export function plannedDurations(
  jobs: readonly JobPlan[],
  { file, document, called }: WorkflowSource,
  durations: DurationSource,
): ReadonlyMap<InstancePlan, PlannedDuration> {
  const found = new Map<InstancePlan, PlannedDuration>();
  const addAll = (plans: readonly JobPlan[], owner: Workflow | undefined, prefix: string): void => {
    for (const plan of plans) {
      const id = `${prefix}${plan.id}`;
      const job = owner?.jobs.find((each) => each.id === plan.id);
      for (const instance of plan.instances) {
        if (instance.uses) addAll(instance.uses.jobs, called(instance.uses.workflow), `${id}/`);
        else found.set(instance, durationOf({ file, id, job, instance }, durations));
      }
    }
  };
  addAll(jobs, document, '');
  return found;
}

interface Asked {
  readonly file: string;
  readonly id: string;
  readonly job: Job | undefined;
  readonly instance: InstancePlan;
}

function durationOf(asked: Asked, durations: DurationSource): PlannedDuration {
  const steps = stepsThatRun(asked.job, asked.instance);
  const { estimate, source } = jobDuration(durations, { ...asked, steps, cacheHit: true });
  return { seconds: Math.min(estimate.median, estimate.most ?? estimate.median), isGuess: source === 'usual' };
}
