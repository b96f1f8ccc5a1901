/** Events of a month that are alike. */
import type { PlanEvent } from '../../plan/plan-event.ts';

/** Events that are alike: one plan serves all of them. */
export interface Stream {
  readonly title: string;
  readonly event: PlanEvent;
  /** Whether the number varies from month to month. */
  readonly varies: boolean;
  /** Only this workflow hears of it. */
  readonly workflow?: string;
  readonly occurrences: readonly Occurrence[];
  /** The ref whose caches a run reads and writes, before those of the default branch. */
  readonly refOf: (subject: number) => string;
}

export interface Occurrence {
  /** Milliseconds. */
  readonly at: number;
  /** The pull request, counted from 0 through all of the month; 0 for other events. */
  readonly subject: number;
}

/** Stands for the number of every pull request: a name that holds it is another one for each. */
export const anyNumber = 987_654_321;
export const anyBranch = `pull-request-${anyNumber}`;
