/** Sets of small whole numbers, fast to join and to compare. */

/** 32 numbers to a word; sets that meet have the same length. */
export type BitSet = Uint32Array;

export function setOf(members: Iterable<number>, size: number): BitSet {
  const set = new Uint32Array(Math.ceil(size / 32));
  for (const member of members) set[member >>> 5] = (set[member >>> 5] ?? 0) | (1 << (member & 31));
  return set;
}

export const union = (left: BitSet, right: BitSet): BitSet => left.map((word, index) => word | (right[index] ?? 0));

export const intersection = (left: BitSet, right: BitSet): BitSet =>
  left.map((word, index) => word & (right[index] ?? 0));

/** How many members of a set another one does not have. */
export function countMissing(set: BitSet, other: BitSet): number {
  let count = 0;
  for (let index = 0; index < set.length; index++) count += bitsIn((set[index] ?? 0) & ~(other[index] ?? 0));
  return count;
}

export const containsAll = (set: BitSet, other: BitSet): boolean => countMissing(other, set) === 0;

/** The same for equal sets, and for no others of the same length. */
export const keyOf = (set: BitSet): string => set.join();

/** Source: https://graphics.stanford.edu/~seander/bithacks.html#CountBitsSetParallel */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
