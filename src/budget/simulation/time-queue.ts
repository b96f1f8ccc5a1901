/** A queue by time: a binary heap; what was put in first comes out first among equals. */

export interface TimeQueue<T> {
  readonly size: number;
  add(at: number, item: T): void;
  /** The time of the next item; infinity when there is none. */
  next(): number;
  take(): T | undefined;
}

interface Slot<T> {
  readonly at: number;
  readonly order: number;
  readonly item: T;
}

export function openTimeQueue<T>(): TimeQueue<T> {
  const heap: Slot<T>[] = [];
  let order = 0;
  return {
    get size() {
      return heap.length;
    },
    add(at, item) {
      heap.push({ at, order: order++, item });
      siftUp(heap);
    },
    next: () => heap[0]?.at ?? Number.POSITIVE_INFINITY,
    take() {
      const first = heap[0];
      const last = heap.pop();
      if (first && last && heap.length > 0) {
        heap[0] = last;
        siftDown(heap);
      }
      return first?.item;
    },
  };
}

const isBefore = <T>(left: Slot<T>, right: Slot<T>): boolean =>
  left.at < right.at || (left.at === right.at && left.order < right.order);

function siftUp<T>(heap: Slot<T>[]): void {
  let index = heap.length - 1;
  const moved = heap[index] as Slot<T>;
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] as Slot<T>;
    if (!isBefore(moved, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = moved;
}

function siftDown<T>(heap: Slot<T>[]): void {
  let index = 0;
  const moved = heap[0] as Slot<T>;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    const [left, right] = [heap[child] as Slot<T>, heap[child + 1]];
    if (right && isBefore(right, left)) child++;
    const below = heap[child] as Slot<T>;
    if (!isBefore(below, moved)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = moved;
}
