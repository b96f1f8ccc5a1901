/**
 * Groups of which one run goes on at a time: a newer one waits in the place of the one before it, or cancels it.
 *
 * Source: https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
import { anyBranch, anyNumber } from './streams.ts';

export interface ConcurrencyGroups<T> {
  enter(group: string, run: T, cancelInProgress: boolean): void;
  /** The run that goes on has ended. */
  leave(group: string, run: T): void;
}

interface Group<T> {
  going: T;
  waiting?: T | undefined;
}

export function openConcurrencyGroups<T>(on: { start(run: T): void; cancel(run: T): void }): ConcurrencyGroups<T> {
  const groups = new Map<string, Group<T>>();
  return {
    enter(name, run, cancelInProgress) {
      const group = groups.get(name);
      if (!group) {
        groups.set(name, { going: run });
        on.start(run);
      } else if (cancelInProgress) {
        const before = group.going;
        group.going = run;
        group.waiting = undefined;
        on.cancel(before);
        on.start(run);
      } else group.waiting = run;
    },
    leave(name, run) {
      const group = groups.get(name);
      if (group?.going !== run) return;
      if (group.waiting === undefined) {
        groups.delete(name);
        return;
      }
      group.going = group.waiting;
      group.waiting = undefined;
      on.start(group.going);
    },
  };
}

/** Expressions that are the same for all runs of a pull request or a branch. */
const perSubject = /\bgithub\.(?:ref|ref_name|head_ref|event\.number|event\.pull_request\.number)\b/;

/** The group of a run, with what only the run knows filled in; what nobody knows is another one for each run. */
export function groupNameOf(group: string, subject: number, run: number): string {
  const name = group.toLowerCase();
  if (name.includes(String(anyNumber)) || name.includes(anyBranch)) return `${name} ${subject}`;
  if (!name.includes('${{')) return name;
  return perSubject.test(name) && !/\bgithub\.(?:run_id|run_number|sha)\b/.test(name)
    ? `${name} ${subject}`
    : `${name} ${run}`;
}
