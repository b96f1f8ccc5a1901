/** The queue by time, and the line in which jobs wait. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openTimeQueue } from './time-queue.ts';
import { openWaitingLine } from './waiting-line.ts';

it('the queue by time gives its items in order, and equals as they came', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { maxLength: 300 }), (times) => {
      const queue = openTimeQueue();
      for (const [index, at] of times.entries()) queue.add(at, index);
      const taken = times.map(() => [queue.next(), queue.take()]);
      const sorted = times.map((at, index) => [at, index]).sort(([a = 0, i = 0], [b = 0, j = 0]) => a - b || i - j);
      expect(taken).toEqual(sorted);
      expect([queue.size, queue.next(), queue.take()]).toEqual([0, Number.POSITIVE_INFINITY, undefined]);
    }),
  );
});

it('the queue by time stays in order while items come and go', () => {
  const change = fc.oneof(fc.nat(20), fc.constant('take' as const));
  fc.assert(
    fc.property(fc.array(change, { maxLength: 400 }), (changes) => {
      const queue = openTimeQueue();
      let list: { at: number; item: number }[] = [];
      for (const [item, each] of changes.entries()) {
        if (each === 'take') {
          const first = list.reduce<(typeof list)[number] | undefined>(
            (best, other) => (best && best.at <= other.at ? best : other),
            undefined,
          );
          list = list.filter((other) => other !== first);
          expect(queue.take()).toBe(first?.item);
        } else {
          queue.add(each, item);
          list.push({ at: each, item });
        }
      }
      expect(queue.size).toBe(list.length);
    }),
  );
});

it('the line gives what came first, however much waits', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -90, max: 100 }), { maxLength: 12 }), (changes) => {
      const line = openWaitingLine();
      const list: number[] = [];
      let added = 0;
      for (const change of changes) {
        for (let count = 0; count < change; count++) {
          line.add(added);
          list.push(added++);
        }
        for (let count = 0; count > change; count--) {
          expect(line.first()).toBe(list[0]);
          expect(line.take()).toBe(list.shift());
        }
      }
    }),
  );
});
