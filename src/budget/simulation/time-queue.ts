/** A queue by time: a binary heap in columns; what was put in first comes out first among equals. */
import { grown } from './column.ts';

export interface TimeQueue {
  readonly size: number;
  add(at: number, item: number): void;
  /** The time of the next item; infinity when there is none. */
  next(): number;
  take(): number | undefined;
}

export function openTimeQueue(): TimeQueue {
  let [times, orders, items] = [new Float64Array(64), new Float64Array(64), new Int32Array(64)];
  let [size, added] = [0, 0];
  const put = (place: number, at: number, order: number, item: number): void => {
    times[place] = at;
    orders[place] = order;
    items[place] = item;
  };
  const move = (from: number, to: number): void =>
    put(to, times[from] as number, orders[from] as number, items[from] as number);
  const isBefore = (place: number, at: number, order: number): boolean => {
    const time = times[place] as number;
    return time < at || (time === at && (orders[place] as number) < order);
  };
  /** The place above which everything is sooner; what is later there moves down. */
  const placeAbove = (last: number, at: number): number => {
    let place = last;
    for (let parent = (place - 1) >> 1; place > 0 && at < (times[parent] as number); parent = (place - 1) >> 1) {
      move(parent, place);
      place = parent;
    }
    return place;
  };
  /** The place below which everything is later; what is sooner there moves up. */
  const placeBelow = (at: number, order: number): number => {
    let place = 0;
    for (let child = 1; child < size; child = 2 * place + 1) {
      const right = child + 1;
      if (right < size && isBefore(right, times[child] as number, orders[child] as number)) child = right;
      if (!isBefore(child, at, order)) break;
      move(child, place);
      place = child;
    }
    return place;
  };
  return {
    get size() {
      return size;
    },
    add(at, item) {
      if (size === items.length) [times, orders, items] = [grown(times), grown(orders), grown(items)];
      put(placeAbove(size++, at), at, added++, item);
    },
    next: () => (size === 0 ? Number.POSITIVE_INFINITY : (times[0] as number)),
    take() {
      if (size === 0) return undefined;
      const first = items[0];
      const last = --size;
      const [at, order] = [times[last] as number, orders[last] as number];
      put(placeBelow(at, order), at, order, items[last] as number);
      return first;
    },
  };
}
