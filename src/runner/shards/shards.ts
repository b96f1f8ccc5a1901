/** Shares the cases of a suite out over several jobs, so that each takes about as long. */

export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly count: number;
}

/** All of it. */
export const wholeSuite: Shard = { index: 1, count: 1 };

/** No run has more jobs in a matrix. */
const most = 256;

/**
 * Reads `2/4`.
 *
 * @returns what is wrong with it, where it is none
 */
export function parseShard(text: string): Shard | { readonly problem: string } {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  if (index === undefined || count === undefined)
    return { problem: `"${text}" is no shard: write 2/4 for the second of four` };
  const shard = { index: Number(index), count: Number(count) };
  if (shard.count < 1 || shard.count > most) return { problem: `a suite has 1 to ${most} shards, and not ${count}` };
  if (shard.index < 1 || shard.index > shard.count)
    return { problem: `of ${count} shards there is no number ${index}` };
  return shard;
}

/**
 * The items of one shard, in their own order: the longest go first, each to the shard that has least to do.
 *
 * Every job computes the same division from the same items, so that together they run each of them once.
 *
 * @param expectedMs how long an item will take; only the proportions matter
 */
export function itemsOfShard<T>(items: readonly T[], shard: Shard, expectedMs: (item: T) => number): T[] {
  const loads = new Array<number>(shard.count).fill(0);
  const mine = new Set<number>();
  const longestFirst = items
    .map((item, position) => ({ position, time: expectedMs(item) }))
    .sort((a, b) => b.time - a.time || a.position - b.position);
  for (const { position, time } of longestFirst) {
    const target = loads.indexOf(Math.min(...loads));
    loads[target] = (loads[target] ?? 0) + time;
    if (target === shard.index - 1) mine.add(position);
  }
  return items.filter((_, position) => mine.has(position));
}
