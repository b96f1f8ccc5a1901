/** The jobs of a run from left to right, as they wait for each other. */
import type { Picture, Shape } from '../../../markup/draw-shapes.ts';
import { layNodes, type Slot } from '../graph/layers.ts';
import { directNeeds, type GraphNode } from '../graph/run-graph.ts';
import { arrow, type Box, curve, drawNode, edge, isCritical, nodeHeight, straight } from './job-node.ts';

/** Pixels. */
const nodeWidth = 210;
const gap = { across: 48, down: 14, pass: 20 } as const;
const mostColumns = 4;

export function widePicture(nodes: readonly GraphNode[], description: string): Picture {
  const layers = spread(layNodes(directNeeds(nodes)));
  const height = 2 * edge + layers.reduce((most, layer) => Math.max(most, heightOfLayer(layer)), nodeHeight);
  const width = 2 * edge + layers.length * (nodeWidth + gap.across) - gap.across;
  const places = new Map(layers.flatMap((layer, depth) => placeLayer(layer, depth, height)));
  const slots = layers.flat();
  const lines = slots.flatMap((slot) => slot.from.flatMap((from) => joinWide(slot, from, places, nodes)));
  const boxes = slots.flatMap((slot) => drawSlot(slot, places.get(slot), nodes));
  return { description, width, height, shapes: [...lines, ...boxes] };
}

/** One below the other, in the middle of the picture. */
function placeLayer(layer: readonly Slot[], depth: number, height: number): [Slot, Box][] {
  let top = (height - heightOfLayer(layer)) / 2;
  return layer.map((slot) => {
    const box = { x: edge + depth * (nodeWidth + gap.across), y: top, width: nodeWidth, height: heightOf(slot) };
    top += box.height + gap.down;
    return [slot, box];
  });
}

const heightOfLayer = (layer: readonly Slot[]): number =>
  layer.reduce((sum, slot) => sum + heightOf(slot) + gap.down, -gap.down);

/** Jobs of which none waits for another would be one tall column. */
function spread(layers: Slot[][]): Slot[][] {
  const [only = []] = layers;
  if (layers.length > 1) return layers;
  const rows = Math.ceil(only.length / mostColumns);
  return Array.from({ length: Math.ceil(only.length / rows) }, (_, at) => only.slice(at * rows, (at + 1) * rows));
}

const heightOf = (slot: Slot): number => (slot.node === undefined ? gap.pass : nodeHeight);

function joinWide(to: Slot, from: Slot, places: ReadonlyMap<Slot, Box>, nodes: readonly GraphNode[]): Shape[] {
  const [start, end] = [places.get(from), places.get(to)];
  if (!start || !end) return [];
  const critical = isCritical(from.ends[0], to.ends[1], nodes);
  const a = { x: start.x + start.width, y: start.y + start.height / 2 };
  const b = { x: end.x, y: end.y + end.height / 2 };
  const through = from.node === undefined ? [straight({ x: start.x, y: a.y }, a, critical)] : [];
  const bent = curve(a, b, (a.x + b.x) / 2, critical);
  return [...through, bent, ...(to.node === undefined ? [] : [arrow(b, 'right', critical)])];
}

function drawSlot(slot: Slot, box: Box | undefined, nodes: readonly GraphNode[]): Shape[] {
  const own = slot.node === undefined ? undefined : nodes[slot.node];
  return own && box ? drawNode(own, box) : [];
}
