/** Groups of changes: nothing is lost, nothing triggers less, and there are never too many. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { containsAll, keyOf, setOf } from './bit-set.ts';
import { type ChangeGroup, joinRare, mostGroups, openChangeCounter } from './change-group.ts';

const filters = 40;
const passing = (...members: readonly number[]) => setOf(members, filters);
const totalOf = (groups: readonly ChangeGroup[], field: 'count' | 'widened'): number =>
  groups.reduce((sum, each) => sum + each[field], 0);

describe('groups of changes', () => {
  it('count what triggers the same as one, the most frequent first', () => {
    const counter = openChangeCounter();
    const changes = [
      [passing(1), 'a'],
      [passing(2, 39), 'b'],
      [passing(2, 39), 'c'],
      [passing(), 'd'],
    ] as const;
    for (const [signature, file] of changes) counter.add({ signature, changed: [file] }, file);
    expect(counter.groups()).toEqual([
      { signature: passing(2, 39), changed: ['b'], count: 2, widened: 0, merges: ['b', 'c'] },
      { signature: passing(1), changed: ['a'], count: 1, widened: 0, merges: ['a'] },
      { signature: passing(), changed: ['d'], count: 1, widened: 0, merges: ['d'] },
    ]);
  });

  it('prefer files that are known', () => {
    const counter = openChangeCounter();
    counter.add({ signature: passing(1), changed: undefined });
    counter.add({ signature: passing(1), changed: ['a'] });
    expect(counter.groups()).toMatchObject([{ changed: ['a'], count: 2 }]);
  });

  it('join a rare one with the one that it is most like', () => {
    const group = (count: number, ...members: readonly number[]): ChangeGroup => ({
      ...{ signature: passing(...members), count, widened: 0, merges: [], changed: [members.join('-')] },
    });
    // The rare one passes one filter for nothing with 0-1-2-3; with 0, ninety changes would pass two.
    const joined = joinRare([group(90, 0), group(10, 0, 1, 2, 3), group(1, 0, 1, 3)], 2);
    expect(joined).toMatchObject([
      { signature: passing(0), count: 90, widened: 0 },
      { signature: passing(0, 1, 2, 3), count: 11, widened: 1, changed: ['0-1-2-3'] },
    ]);
  });

  it('join two that pass different filters with the files of both', () => {
    const group = (count: number, member: number, changed?: string[]): ChangeGroup => ({
      ...{ signature: passing(member), count, widened: 0, merges: [], changed },
    });
    const [joined] = joinRare([group(2, 0, ['a']), group(1, 35, ['b'])], 1);
    expect(joined).toEqual({ signature: passing(0, 35), count: 3, widened: 3, merges: [], changed: ['a', 'b'] });
    expect(joinRare([group(2, 0, ['a']), group(1, 35)], 1)[0]?.changed).toBeUndefined();
  });

  const signature = fc.uniqueArray(fc.nat(filters - 1), { maxLength: 6 }).map((members) => passing(...members));

  it('keep every change, and let none trigger less than it does', () => {
    fc.assert(
      fc.property(fc.array(signature, { minLength: 2200, maxLength: 3200 }), (signatures) => {
        const counter = openChangeCounter();
        for (const [index, each] of signatures.entries())
          counter.add({ signature: each, changed: [String(index)] }, String(index));
        const groups = counter.groups();
        expect(groups.length).toBeLessThanOrEqual(mostGroups);
        expect(totalOf(groups, 'count')).toBe(signatures.length);
        let widened = 0;
        for (const group of groups) {
          const own = group.merges.map((merge) => signatures[Number(merge)] ?? passing());
          expect(own.every((each) => containsAll(group.signature, each))).toBe(true);
          widened += own.filter((each) => !containsAll(each, group.signature)).length;
        }
        expect(widened).toBeGreaterThan(0);
        expect(totalOf(groups, 'widened')).toBe(widened);
      }),
      // Smaller failing lists would be looked for during minutes.
      { numRuns: 3, endOnFailure: true },
    );
  });

  it('are exact where there are few', () => {
    fc.assert(
      fc.property(fc.array(signature, { maxLength: 500 }), (signatures) => {
        const counter = openChangeCounter();
        for (const each of signatures) counter.add({ signature: each, changed: [] });
        const groups = counter.groups();
        expect(totalOf(groups, 'widened')).toBe(0);
        for (const group of groups)
          expect(group.count).toBe(signatures.filter((each) => keyOf(each) === keyOf(group.signature)).length);
        expect(totalOf(groups, 'count')).toBe(signatures.length);
      }),
    );
  });
});
