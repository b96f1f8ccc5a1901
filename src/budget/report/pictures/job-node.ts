/** What the pictures of jobs are made of: a job as a box, and the lines between two of them. */
import type { Point, Shape } from '../../../markup/draw-shapes.ts';
import { plainLine } from '../../../markup/plain-line.ts';
import { formatCount } from '../../format-amount.ts';
import { formatSeconds } from '../format-time.ts';
import type { GraphNode } from '../graph/run-graph.ts';

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** Pixels. */
export const nodeHeight = 46;
/** Between the boxes and the end of the picture. */
export const edge = 6;

/** Whether a line between two jobs is part of the critical path. */
export const isCritical = (from: number, to: number, nodes: readonly GraphNode[]): boolean =>
  nodes[from]?.critical === true && nodes[to]?.critical === true;

const strokeOf = (critical: boolean) =>
  critical ? ({ stroke: 'critical', lineWidth: 2.5 } as const) : ({ stroke: 'quiet', lineWidth: 1 } as const);

export const straight = (from: Point, to: Point, critical: boolean): Shape => ({
  kind: 'line',
  points: [from, to],
  ...strokeOf(critical),
});

/** Leaves and comes in level, and turns at `middle`. */
export const curve = (from: Point, to: Point, middle: number, critical: boolean): Shape => {
  const at = ({ y }: Point): Point => ({ x: middle, y });
  return { kind: 'curve', ...{ from, to, bends: [at(from), at(to)] }, ...strokeOf(critical) };
};

export function arrow({ x, y }: Point, to: 'right' | 'down', critical: boolean): Shape {
  const [long, half] = critical ? [9, 5] : [7, 3.5];
  const sides = [-half, half].map((aside) =>
    to === 'right' ? { x: x - long, y: y + aside } : { x: x + aside, y: y - long },
  );
  return { kind: 'area', points: [{ x, y }, ...sides], fill: strokeOf(critical).stroke };
}

/** The name, how many jobs it stands for, how long one takes, and where. */
export function drawNode({ title, count, seconds, labels, certain, critical }: GraphNode, box: Box): Shape[] {
  const times = count === 1 ? '' : `× ${formatCount(count)}`;
  const runner = labels.length > 0 ? ` · ${plainLine(labels.join(', '), 60)}` : '';
  const told = `${critical ? '◆ ' : ''}${formatSeconds(seconds)}${runner}`;
  const [left, right] = [box.x + 10, box.x + box.width - 10];
  const room = right - left;
  const titleRoom = times === '' ? room : room - 44;
  return [
    { kind: 'box', ...box, radius: 6, fill: 'back', ...strokeOf(critical), ...(certain ? {} : { dash: [5, 4] }) },
    { kind: 'text', text: plainLine(title, 60), x: left, y: box.y + 15, width: titleRoom, fill: 'ink' },
    ...(times === ''
      ? []
      : [{ kind: 'text', text: times, x: right, y: box.y + 15, align: 'right', bold: true, fill: 'ink' } as const]),
    { kind: 'text', text: told, x: left, y: box.y + 32, width: room, fill: 'quiet' },
  ];
}
