/** The jobs of a run one below the other, for a phone, with the lines beside them. */
import type { Picture, Shape } from '../../../markup/draw-shapes.ts';
import { pictureWidths } from '../../../markup/picture.ts';
import { layNodes } from '../graph/layers.ts';
import { directNeeds, type GraphNode } from '../graph/run-graph.ts';
import { arrow, curve, drawNode, edge, isCritical, nodeHeight, straight } from './job-node.ts';

/** Pixels: where the boxes begin, how wide they are, and from one to the next. */
const left = 44;
const width = 250;
const step = 62;

export function narrowPicture(nodes: readonly GraphNode[], description: string): Picture {
  const needs = directNeeds(nodes);
  const order = layNodes(needs).flatMap((layer) => layer.flatMap((slot) => slot.node ?? []));
  const rows = new Map(order.map((index, row) => [index, row]));
  const topOf = (index: number): number => edge + (rows.get(index) ?? 0) * step;
  const lines = needs.flatMap((before, index) =>
    before.flatMap((need) => {
      const critical = isCritical(need, index, nodes);
      const span = (rows.get(index) ?? 0) - (rows.get(need) ?? 0);
      return joinNarrow(topOf(need), topOf(index), span, critical);
    }),
  );
  const boxes = nodes.flatMap((each, index) => drawNode(each, { x: left, y: topOf(index), width, height: nodeHeight }));
  const height = 2 * edge + order.length * step - (step - nodeHeight);
  return { description, width: pictureWidths.narrow, height, shapes: [...lines, ...boxes] };
}

/** Straight down to the next row, else around the rows between. */
function joinNarrow(from: number, to: number, span: number, critical: boolean): Shape[] {
  if (span === 1) {
    const end = { x: left + 24, y: to };
    return [straight({ x: end.x, y: from + nodeHeight }, end, critical), arrow(end, 'down', critical)];
  }
  const end = { x: left, y: to + nodeHeight / 2 };
  const around = left - Math.min(left, 14 + span * 6);
  return [curve({ x: left, y: from + nodeHeight / 2 }, end, around, critical), arrow(end, 'right', critical)];
}
