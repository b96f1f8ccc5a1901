/** Counts what starts a workflow in the month: of changes to triggers it tells what they can save. */
import { readMonth } from '../calendar/month.ts';
import type { BudgetQuestion } from '../simulation/budget-question.ts';
import type { PlannedWorkflow } from '../simulation/planned-workflow.ts';
import type { Stream } from '../simulation/stream.ts';
import { streamsOf } from '../simulation/streams.ts';

/** Of the runs of a workflow, the share that events of a kind start; 0 where it has no runs. */
export type ShareOf = (workflow: PlannedWorkflow, isOfKind: (event: Stream['event']) => boolean) => number;

export function startedRuns({ month, workflows, traffic, seed }: BudgetQuestion): ShareOf {
  const { streams } = streamsOf(readMonth(month), workflows, traffic, seed);
  const starting = new Map<PlannedWorkflow, readonly Stream[]>();
  const countRuns = (some: readonly Stream[]): number => some.reduce((sum, each) => sum + each.occurrences.length, 0);
  return (workflow, isOfKind) => {
    const own = starting.get(workflow) ?? streams.filter((stream) => starts(stream, workflow));
    starting.set(workflow, own);
    return countRuns(own.filter(({ event }) => isOfKind(event))) / Math.max(1, countRuns(own));
  };
}

const starts = ({ workflow, event, occurrences }: Stream, each: PlannedWorkflow): boolean =>
  occurrences.length > 0 && (workflow === undefined || workflow === each.file) && each.plan(event).triggered;
