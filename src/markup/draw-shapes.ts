/** Draws pictures of plain shapes as SVG when a page is written: a reader's browser runs nothing for them. */
import { type PictureSize, pictureBox } from './picture.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The colours of the page, by the names of its style: `ink`, `quiet`, `heat-3`. */
type Colour = string;

interface Stroke {
  readonly stroke: Colour;
  /** @default 1 */
  readonly lineWidth?: number;
  readonly dash?: readonly number[];
}

export interface BoxShape extends Point, Partial<Stroke> {
  readonly kind: 'box';
  readonly width: number;
  readonly height: number;
  readonly radius?: number;
  readonly fill: Colour;
}
export interface LineShape extends Stroke {
  readonly kind: 'line';
  readonly points: readonly Point[];
}
export interface CurveShape extends Stroke {
  readonly kind: 'curve';
  readonly from: Point;
  readonly to: Point;
  /** Towards which the curve leaves, and from which it comes in. */
  readonly bends: readonly [Point, Point];
}
export interface AreaShape {
  readonly kind: 'area';
  readonly points: readonly Point[];
  readonly fill: Colour;
  /** @default 1 */
  readonly opacity?: number;
}
export interface TextShape extends Point {
  readonly kind: 'text';
  /** Text of others is fine: it is escaped. */
  readonly text: string;
  readonly fill: Colour;
  /** @default 12 */
  readonly size?: number;
  readonly bold?: boolean;
  /** @default 'left' */
  readonly align?: 'left' | 'center' | 'right';
  /** Where there is no more room, the text ends with dots. */
  readonly width?: number;
}
export type Shape = BoxShape | LineShape | CurveShape | AreaShape | TextShape;

export interface Picture {
  /** What it shows, in words, for those who can't see it. */
  readonly description: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The later ones cover the earlier ones. */
  readonly shapes: readonly Shape[];
}

export type Draw = (picture: Picture, size: PictureSize) => string;

/**
 * Loads what draws pictures for a page.
 *
 * @example
 * const draw = await loadDrawing();
 * draw({ description: 'a line', width: 300, height: 20, shapes }, 'narrow'); // '<div class="narrow" …><svg …'
 */
export async function loadDrawing(): Promise<Draw> {
  const toSvg = await loadSvgDrawing();
  return (picture, size) => pictureBox(toSvg(picture), picture.description, size);
}

/** Loads the drawing library, that of Apache ECharts: https://github.com/ecomfe/zrender */
export async function loadSvgDrawing(): Promise<(picture: Picture) => string> {
  const library = await import('zrender');
  return ({ width, height, shapes }) => {
    const drawing = library.init(null, { renderer: 'svg', ssr: true, width, height });
    for (const shape of shapes) drawing.add(toElement(library, shape) as Element);
    const { painter } = drawing;
    if (!painter.renderToString) throw new Error('the drawing library has no SVG renderer');
    const svg = painter.renderToString();
    drawing.dispose();
    // The library may cut a text between the halves of a character.
    return svg.replace(/\p{Surrogate}/gu, '');
  };
}

type Library = typeof import('zrender');
/** What all shapes are; the library's types were not made for exact optional properties. */
type Element = Parameters<ReturnType<Library['init']>['add']>[0];

function toElement(library: Library, shape: Shape): InstanceType<Library['Path'] | Library['Text']> {
  switch (shape.kind) {
    case 'box':
      return new library.Rect({ silent: true, shape: rectangle(shape), style: boxStyle(shape) });
    case 'line':
      return new library.Polyline({ silent: true, shape: { points: pairs(shape.points) }, style: lineStyle(shape) });
    case 'curve':
      return new library.BezierCurve({ silent: true, shape: bezier(shape), style: lineStyle(shape) });
    case 'area':
      return new library.Polygon({ silent: true, shape: { points: pairs(shape.points) }, style: areaStyle(shape) });
    case 'text':
      return new library.Text({ silent: true, style: textStyle(shape) });
  }
}

const colour = (name: Colour): string => `var(--${name})`;
const pairs = (points: readonly Point[]): [number, number][] => points.map(({ x, y }) => [x, y]);

const lineStyle = ({ stroke, lineWidth = 1, dash }: Stroke) => ({
  fill: 'none',
  ...{ stroke: colour(stroke), lineWidth },
  ...(dash === undefined ? {} : { lineDash: [...dash] }),
});

const boxStyle = ({ fill, stroke, ...line }: BoxShape) => ({
  ...(stroke === undefined ? {} : lineStyle({ stroke, ...line })),
  fill: colour(fill),
});

const areaStyle = ({ fill, opacity = 1 }: AreaShape) => ({ fill: colour(fill), opacity });

const rectangle = ({ x, y, width, height, radius = 0 }: BoxShape) => ({ x, y, width, height, r: radius });

const bezier = ({ from, to, bends: [one, two] }: CurveShape) => ({
  ...{ x1: from.x, y1: from.y, x2: to.x, y2: to.y },
  ...{ cpx1: one.x, cpy1: one.y, cpx2: two.x, cpy2: two.y },
});

function textStyle({ x, y, text, fill, size = 12, bold = false, align = 'left', width }: TextShape) {
  return {
    ...{ x, y, text, align, fill: colour(fill), verticalAlign: 'middle' as const },
    ...{
      fontSize: size,
      fontFamily: 'system-ui, sans-serif',
      fontWeight: bold ? ('bold' as const) : ('normal' as const),
    },
    // The library measures with a font of its own; that of a reader may be wider.
    ...(width === undefined ? {} : { width: width * 0.86, overflow: 'truncate' as const, ellipsis: '…' }),
  };
}

/** The same shapes elsewhere. */
export const moveShapes = (shapes: readonly Shape[], right: number, down: number): Shape[] =>
  shapes.map((shape) => moveShape(shape, right, down));

function moveShape(shape: Shape, right: number, down: number): Shape {
  const move = ({ x, y }: Point): Point => ({ x: x + right, y: y + down });
  switch (shape.kind) {
    case 'line':
    case 'area':
      return { ...shape, points: shape.points.map(move) };
    case 'curve':
      return {
        ...shape,
        from: move(shape.from),
        to: move(shape.to),
        bends: [move(shape.bends[0]), move(shape.bends[1])],
      };
    default:
      return { ...shape, ...move(shape) };
  }
}
