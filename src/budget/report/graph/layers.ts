/** Puts the nodes of a graph into layers, so that what waits stands behind what it waits for. */

/** A place in a layer: a node, or where a line passes that goes further. */
export interface Slot {
  /** Undefined where only a line passes. */
  readonly node: number | undefined;
  /** The nodes between which the line passes; for a node itself. */
  readonly ends: readonly [source: number, target: number];
  /** The slots of the layer before that it is joined to, by position. */
  readonly from: readonly Slot[];
}

/**
 * The layers, first to last, with few crossings.
 *
 * A line that would skip layers has a slot in each of them. The order inside a layer follows the mean place of what a
 * slot is joined to: K. Sugiyama et al., Methods for Visual Understanding of Hierarchical System Structures, 1981.
 *
 * @param needs for each node the nodes that it waits for, all of them before it
 */
export function layNodes(needs: readonly (readonly number[])[]): Slot[][] {
  const depths = depthsOf(needs);
  const layers: Slot[][] = Array.from({ length: Math.max(0, ...depths.map((depth) => depth + 1)) }, () => []);
  const slots: Slot[] = [];
  for (const [node, before] of needs.entries()) {
    const depth = depths[node] ?? 0;
    const from = before.flatMap((need) => {
      const start = slots[need];
      return start ? pass(start, node, layers.slice((depths[need] ?? 0) + 1, depth)) : [];
    });
    const slot: Slot = { node, ends: [node, node], from };
    slots.push(slot);
    layers[depth]?.push(slot);
  }
  for (const [index, layer] of layers.entries()) sortLayer(layer, layers[index - 1]);
  return layers;
}

function depthsOf(needs: readonly (readonly number[])[]): number[] {
  const depths: number[] = [];
  for (const before of needs) depths.push(Math.max(0, ...before.map((need) => (depths[need] ?? 0) + 1)));
  return depths;
}

/** Leads a line from a slot through layers, up to the one before its target. */
function pass(start: Slot, target: number, through: readonly Slot[][]): Slot {
  let last = start;
  for (const layer of through) {
    last = { node: undefined, ends: [start.ends[0], target], from: [last] };
    layer.push(last);
  }
  return last;
}

function sortLayer(layer: Slot[], before: readonly Slot[] = []): void {
  const places = new Map(before.map((slot, place) => [slot, place]));
  const middle = ({ from }: Slot): number =>
    from.length === 0 ? 0 : from.reduce((sum, slot) => sum + (places.get(slot) ?? 0), 0) / from.length;
  layer.sort((a, b) => middle(a) - middle(b));
}
