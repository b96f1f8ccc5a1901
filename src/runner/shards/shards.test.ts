import fc from 'fast-check';
import { expect, test } from 'vitest';
import { itemsOfShard, parseShard } from './shards.ts';

test('reads the second of four', () => {
  expect(parseShard('2/4')).toEqual({ index: 2, count: 4 });
});

test.each([
  ['2', 'is no shard: write 2/4'],
  ['0/4', 'there is no number 0'],
  ['5/4', 'there is no number 5'],
  ['1/0', '1 to 256 shards'],
  ['1/257', '1 to 256 shards'],
  ['-1/4', 'is no shard'],
  ['1/4\n::error::', 'is no shard'],
])('refuses %j', (text, problem) => {
  expect(parseShard(text)).toEqual({ problem: expect.stringContaining(problem) });
});

const times = fc.array(fc.integer({ min: 1, max: 10_000 }), { maxLength: 60 });
const counts = fc.integer({ min: 1, max: 8 });

test('every item is in one shard, in its order', () => {
  fc.assert(
    fc.property(times, counts, (items, count) => {
      const positions = items.map((time, position) => ({ time, position }));
      const shards = Array.from({ length: count }, (_, index) =>
        itemsOfShard(positions, { index: index + 1, count }, ({ time }) => time),
      );
      for (const shard of shards) expect(shard).toEqual([...shard].sort((a, b) => a.position - b.position));
      expect(shards.flat().sort((a, b) => a.position - b.position)).toEqual(positions);
    }),
  );
});

test('no shard takes longer than the shortest one by more than one item', () => {
  fc.assert(
    fc.property(times, counts, (items, count) => {
      const loads = Array.from({ length: count }, (_, index) =>
        itemsOfShard(items, { index: index + 1, count }, (time) => time).reduce((sum, time) => sum + time, 0),
      );
      expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(Math.max(0, ...items));
    }),
  );
});
