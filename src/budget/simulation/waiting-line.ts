/** A line of numbers, first in and first out, that does not move the rest at each step. */

export interface WaitingLine {
  add(item: number): void;
  first(): number | undefined;
  take(): number | undefined;
}

export function openWaitingLine(): WaitingLine {
  let items = new Int32Array(64);
  let [head, end] = [0, 0];
  /** Makes room: where half is gone already, by moving the rest to the front. */
  const makeRoom = (): void => {
    const rest = items.subarray(head, end);
    if (head * 2 < items.length) items = new Int32Array(items.length * 2);
    items.set(rest);
    [head, end] = [0, rest.length];
  };
  return {
    add(item) {
      if (end === items.length) makeRoom();
      items[end++] = item;
    },
    first: () => (head < end ? items[head] : undefined),
    take: () => (head < end ? items[head++] : undefined),
  };
}
