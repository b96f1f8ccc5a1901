/**
 * Groups of which one run, or one job, goes on at a time: a newer one waits in the place of the one before it, or
 * cancels it. A group of runs and one of jobs with the same name are taken as two.
 *
 * Source: https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
import { anyBranch, anyNumber } from './stream.ts';

/** The groups that one text stands for: a single one, or one for each pull request. */
export interface GroupFamily {
  readonly isPerSubject: boolean;
  readonly groups: Map<number, Group>;
}

interface Group {
  going: number;
  waiting: number | undefined;
}

export interface ConcurrencyGroups {
  /** The groups of a text; none where every run has its own, which is as good as no group. */
  familyOf(text: string): GroupFamily | undefined;
  enter(family: GroupFamily, subject: number, member: number, cancelInProgress: boolean): void;
  /** It is over, whether it went on or waited. */
  leave(family: GroupFamily, subject: number, member: number): void;
}

export interface GroupEvents {
  start(member: number): void;
  cancel(member: number): void;
  /** It waited, and another one takes its place. */
  drop(member: number): void;
}

export function openConcurrencyGroups(on: GroupEvents): ConcurrencyGroups {
  const families = new Map<string, GroupFamily>();
  const keyOf = ({ isPerSubject }: GroupFamily, subject: number): number => (isPerSubject ? subject : 0);
  const dropWaiting = (group: Group): void => {
    // What is dropped may let another one of its matrix come into the same group.
    for (let member = group.waiting; member !== undefined; member = group.waiting) {
      group.waiting = undefined;
      on.drop(member);
    }
  };
  return {
    familyOf(text) {
      const name = text.toLowerCase();
      const sharing = sharingOf(name);
      if (sharing === 'none') return undefined;
      const family = families.get(name) ?? { isPerSubject: sharing === 'subject', groups: new Map() };
      families.set(name, family);
      return family;
    },
    enter(family, subject, member, cancelInProgress) {
      const key = keyOf(family, subject);
      const group = family.groups.get(key);
      if (!group) {
        family.groups.set(key, { going: member, waiting: undefined });
        on.start(member);
        return;
      }
      dropWaiting(group);
      if (!cancelInProgress) {
        group.waiting = member;
        return;
      }
      const before = group.going;
      group.going = member;
      on.cancel(before);
      on.start(member);
    },
    leave(family, subject, member) {
      const key = keyOf(family, subject);
      const group = family.groups.get(key);
      if (group?.waiting === member) group.waiting = undefined;
      if (group?.going !== member) return;
      if (group.waiting === undefined) {
        family.groups.delete(key);
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

/** Which runs share a group with such a name: what nobody knows is another one for each run. */
export function sharingOf(group: string): 'all' | 'subject' | 'none' {
  const name = group.toLowerCase();
  if (name.includes(String(anyNumber)) || name.includes(anyBranch)) return 'subject';
  if (!name.includes('${{')) return 'all';
  return perSubject.test(name) && !/\bgithub\.(?:run_id|run_number|sha)\b/.test(name) ? 'subject' : 'none';
}
