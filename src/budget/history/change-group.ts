/** Counts changes that trigger the same as one, and keeps the number of different ones within bounds. */
import { type BitSet, containsAll, countMissing, keyOf, union } from './bit-set.ts';
import type { Change } from './path-signature.ts';

export interface ChangeGroup extends Change {
  readonly count: number;
  /** How many of them are counted as if they triggered more than they do. */
  readonly widened: number;
  /** The merge commits among them. */
  readonly merges: readonly string[];
}

export interface ChangeCounter {
  add(change: Change, merge?: string): void;
  /** The most frequent first. */
  groups(): readonly ChangeGroup[];
}

/** Every group is planned for every workflow: what is rare joins what is like it. */
export const mostGroups = 1000;
/** So many are told apart while the history is read. */
const mostInMemory = 2 * mostGroups;

interface Counting {
  change: Change;
  count: number;
  widened: number;
  readonly merges: string[];
}

export function openChangeCounter(): ChangeCounter {
  const known = new Map<string, Counting>();
  const condense = (): readonly ChangeGroup[] => {
    const groups = joinRare([...known.values()].map(({ change, ...counts }) => ({ ...change, ...counts })));
    known.clear();
    for (const { signature, changed, count, widened, merges } of groups)
      known.set(keyOf(signature), { change: { signature, changed }, count, widened, merges: [...merges] });
    return groups;
  };
  return {
    add(change, merge) {
      const key = keyOf(change.signature);
      const found = known.get(key);
      const counting = found ?? { change, count: 0, widened: 0, merges: [] };
      counting.count++;
      if (merge !== undefined) counting.merges.push(merge);
      if (found) {
        // Files that are known say more than unknown ones.
        if (found.change.changed === undefined) found.change = change;
        return;
      }
      known.set(key, counting);
      if (known.size > mostInMemory) condense();
    },
    groups: condense,
  };
}

/** The rare ones join those of the frequent ones with which the least is triggered that was not. */
export function joinRare(groups: readonly ChangeGroup[], most: number = mostGroups): readonly ChangeGroup[] {
  const sorted = groups.toSorted((left, right) => right.count - left.count);
  const kept = sorted.slice(0, most);
  for (const rare of sorted.slice(most)) {
    const nearest = nearestTo(rare, kept);
    kept[nearest] = join(kept[nearest] ?? rare, rare);
  }
  return mergeEqual(kept);
}

function nearestTo(group: ChangeGroup, others: readonly ChangeGroup[]): number {
  let [nearest, least] = [0, Number.POSITIVE_INFINITY];
  for (const [index, other] of others.entries()) {
    const cost = joinCost(other, group);
    if (cost < least) [nearest, least] = [index, cost];
  }
  return nearest;
}

/** How many filters are passed for nothing, over all changes of both. */
const joinCost = (left: ChangeGroup, right: ChangeGroup): number =>
  left.count * countMissing(right.signature, left.signature) +
  right.count * countMissing(left.signature, right.signature);

function join(left: ChangeGroup, right: ChangeGroup): ChangeGroup {
  const signature = union(left.signature, right.signature);
  const widenedIn = (group: ChangeGroup): number =>
    containsAll(group.signature, signature) ? group.widened : group.count;
  return {
    signature,
    changed: filesOfBoth(left, right),
    count: left.count + right.count,
    widened: widenedIn(left) + widenedIn(right),
    merges: [...left.merges, ...right.merges],
  };
}

/** Those of one that triggers as much by itself, or else those of both; where one side is unknown, so is the whole. */
function filesOfBoth(left: Change, right: Change): readonly string[] | undefined {
  const joined: BitSet = union(left.signature, right.signature);
  const alone = [left, right].find(({ signature, changed }) => changed !== undefined && containsAll(signature, joined));
  if (alone) return alone.changed;
  return left.changed && right.changed && [...new Set([...left.changed, ...right.changed])];
}

/** Two that were joined with others can trigger the same now. */
function mergeEqual(groups: readonly ChangeGroup[]): readonly ChangeGroup[] {
  const merged = new Map<string, ChangeGroup>();
  for (const group of groups) {
    const key = keyOf(group.signature);
    const same = merged.get(key);
    merged.set(key, same ? join(same, group) : group);
  }
  return [...merged.values()].toSorted((left, right) => right.count - left.count);
}
