/** Sets of bits are sets. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { containsAll, countMissing, intersection, keyOf, setOf, union } from './bit-set.ts';

const size = 100;
const members = fc.uniqueArray(fc.nat(size - 1));

it('sets of bits are joined and compared as sets are', () => {
  fc.assert(
    fc.property(members, members, (left, right) => {
      const [one, other] = [setOf(left, size), setOf(right, size)];
      const missing = left.filter((each) => !right.includes(each));
      expect(union(one, other)).toEqual(setOf([...left, ...right], size));
      expect(intersection(one, other)).toEqual(
        setOf(
          left.filter((each) => right.includes(each)),
          size,
        ),
      );
      expect(countMissing(one, other)).toBe(missing.length);
      expect(containsAll(other, one)).toBe(missing.length === 0);
      expect(keyOf(one) === keyOf(other)).toBe(missing.length === 0 && left.length === right.length);
    }),
  );
});
