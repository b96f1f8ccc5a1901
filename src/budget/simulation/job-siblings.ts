/** The jobs of a matrix of which only so many run at once: a job has room, or waits until one of the others is over. */
import type { JobTurn } from './job-kind.ts';
import { jobStates } from './live-runs.ts';
import type { RunningMonth } from './running-month.ts';

/** Whether so few of its matrix go on that it can start. */
export function hasRoom({ live }: RunningMonth, job: number, { siblings, most }: JobTurn): boolean {
  const isGoingOn = (distance: number): boolean => {
    const state = live.state[job + distance];
    return state !== jobStates.blocked && state !== jobStates.done;
  };
  return siblings.length <= most || siblings.filter(isGoingOn).length < most;
}

/** The first of its matrix that only waits for room. */
export function nextSibling({ live }: RunningMonth, job: number, { siblings }: JobTurn): number | undefined {
  const distance = siblings.find(
    (each) => live.state[job + each] === jobStates.blocked && live.waitsFor[job + each] === 0,
  );
  return distance === undefined ? undefined : job + distance;
}
