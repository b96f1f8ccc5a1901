/** The branches of an event, with the defaults of what was not told. */
import type { PlanEvent } from './plan-event.ts';

export const defaultBranchOf = ({ defaultBranch }: PlanEvent): string => defaultBranch ?? 'main';

/** The branch that a run is for, unless it is for a tag. */
export const branchOf = (event: PlanEvent): string | undefined =>
  event.tag === undefined ? shortRef(event.branch ?? defaultBranchOf(event)) : undefined;

/** The branch that a pull request, or a group of them, is to go into. */
export const baseOf = (event: PlanEvent): string => shortRef(event.base ?? defaultBranchOf(event));

/** `refs/heads/main` is `main`. */
export const shortRef = (ref: string): string => ref.replace(/^refs\/(?:heads|tags)\//, '');
