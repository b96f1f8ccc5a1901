/** What an event starts in one workflow: the plan as data. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { MatrixEntry } from '../model/index.ts';

/** Whether something runs; `maybe` where only the run itself can tell. */
export type Runs = 'yes' | 'no' | 'maybe';

export interface WorkflowPlan {
  /** Whether the event starts the workflow; `maybe` where a filter asks for what was not told. */
  readonly runs: Runs;
  /** Whether it may start: `runs` is not `no`. */
  readonly triggered: boolean;
  /** Why it starts, or does not. */
  readonly reason: string;
  /** The schedule that fired. */
  readonly cron?: string | undefined;
  /** The group of the whole run, where it has one. */
  readonly concurrency?: ConcurrencyPlan | undefined;
  /** In the order of the file; none where nothing is triggered. */
  readonly jobs: readonly JobPlan[];
  /** What is wrong with the event for this workflow: an input that it does not know, a choice that it does not have. */
  readonly findings: readonly Diagnostic[];
}

export interface JobPlan {
  readonly id: string;
  /** As GitHub shows it; for a matrix, what stands before its values. */
  readonly name: string;
  readonly runs: Runs;
  /** Why it runs, or does not, in one sentence. */
  readonly why: string;
  /** The condition with the value of every part, where there is one. */
  readonly condition?: ConditionPlan | undefined;
  /** The ids of the jobs it waits for. */
  readonly needs: readonly string[];
  /** One for each job that GitHub would show: a single one without a matrix. */
  readonly instances: readonly InstancePlan[];
  /** Why the combinations of a matrix are not known; there is then one instance, without values. */
  readonly unknownMatrix?: string | undefined;
  /** How many instances may run at the same time. */
  readonly maxParallel?: number | undefined;
}

/** One job as GitHub would show it. */
export interface InstancePlan {
  /** `test (ubuntu-24.04, 20)`; what is not known in it stands as its expression. */
  readonly name: string;
  /** The values of its combination; none without a matrix, or where they are not known. */
  readonly matrix?: MatrixEntry | undefined;
  /** The labels it asks for; what is not known stands as its expression. */
  readonly runsOn: readonly string[];
  readonly timeoutMinutes?: number | undefined;
  readonly concurrency?: ConcurrencyPlan | undefined;
  /** What the workflow it calls does; none for a job with steps. */
  readonly uses?: CallPlan | undefined;
  /** The steps in order, each with whether it runs if the job does; none for a call. */
  readonly steps: readonly StepPlan[];
}

export interface StepPlan {
  /** The position among the steps of the job, those of `parallel` after their own. */
  readonly index: number;
  readonly id?: string | undefined;
  readonly runs: Runs;
  readonly condition?: ConditionPlan | undefined;
}

export interface CallPlan {
  /** As the job writes it. */
  readonly workflow: string;
  /** The jobs it makes, their names behind `caller / `; none where the workflow can't be read. */
  readonly jobs: readonly JobPlan[];
  /** Why it could not be followed. */
  readonly problem?: string | undefined;
}

/** A group of which one run, or one job, goes on at a time. */
export interface ConcurrencyPlan {
  /** What is not known stands as its expression. */
  readonly group: string;
  readonly cancelInProgress: Runs;
}

export interface ConditionPlan {
  /** The expression, without `${{ }}`. */
  readonly text: string;
  readonly value: 'true' | 'false' | 'unknown';
  /** Every part of it with what it yields. */
  readonly parts: readonly ConditionPart[];
}

export interface ConditionPart {
  readonly text: string;
  /** As GitHub would write it: `'push'`, `true`; `unknown`, or the values it can have. */
  readonly value: string;
}
