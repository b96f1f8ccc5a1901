/** Says of what kind the value of an expression is, where that is certain. */
import { accessPath, type ExpressionNode } from '../expressions/index.ts';
import { resolveShape } from '../expressions/known-properties.ts';
import { anything, boolean, list, map, number, type Shape, string } from '../expressions/shape.ts';
import type { Data, Document } from '../model/index.ts';
import { sameName } from './data-shapes.ts';
import { isScalar, valuesOf } from './matrix-values.ts';
import { eventsOf, inputsOf, mayRead } from './references.ts';
import type { ParsedSite } from './rule.ts';

/** Where an expression stands. */
export interface Around {
  readonly site: ParsedSite;
  readonly document: Document;
}

/** The shape of a value; undefined when it can be of any kind. */
export function shapeOf(node: ExpressionNode, around: Around): Shape | undefined {
  switch (node.kind) {
    case 'literal':
      return node.value === null ? undefined : shapeOfValue(node.value);
    case 'operator':
      return node.operator === '&&' || node.operator === '||' ? undefined : boolean;
    case 'call':
      return results[node.name.toLowerCase()];
    default:
      return shapeOfAccess(node, around);
  }
}

const results: Readonly<Record<string, Shape>> = {
  contains: boolean,
  startswith: boolean,
  endswith: boolean,
  format: string,
  join: string,
  tojson: string,
  hashfiles: string,
};

function shapeOfAccess(node: ExpressionNode, { site, document }: Around): Shape | undefined {
  const path = accessPath(node);
  const context = path?.[0]?.toLowerCase() ?? '';
  if (!path || !mayRead(site, context)) return undefined;
  const filter = filterIn(node);
  if (filter === 'unknown') return undefined;
  const shape = knownShape(path, context, { site, document });
  return filter === 'list' ? list(shape ?? anything) : shape;
}

/** `a.*.b` is a list; what an index takes out of one is not looked at. */
function filterIn(node: ExpressionNode, indexed = false): 'list' | 'unknown' | undefined {
  if (node.kind === 'every') return indexed ? 'unknown' : 'list';
  if (node.kind === 'property') return filterIn(node.of, indexed);
  return node.kind === 'index' ? filterIn(node.of, true) : undefined;
}

function knownShape(path: readonly string[], context: string, around: Around): Shape | undefined {
  if (context === 'inputs' && path.length === 2) return shapeOfInput(path[1] ?? '', around.document);
  if (context === 'matrix') return shapeInMatrix(path.slice(1), around.site);
  // The payload is an object, whatever the event.
  if (path.length === 2 && path.join('.').toLowerCase() === 'github.event') return map(anything);
  const resolved = resolveShape(path, eventsOf(around.document));
  return resolved.found && resolved.shape.kind !== 'any' ? resolved.shape : undefined;
}

function shapeOfInput(name: string, document: Document): Shape | undefined {
  if (document.kind === 'action') return string;
  const types = (inputsOf(document) ?? []).filter(([each]) => sameName(each, name)).map(([, { type }]) => type);
  const shapes = types.map((type) => inputShapes[type ?? 'string']);
  return shapes.length > 0 && shapes.every((shape) => shape === shapes[0]) ? shapes[0] : undefined;
}

const inputShapes: Readonly<Record<string, Shape>> = {
  string,
  choice: string,
  environment: string,
  boolean,
  number,
};

function shapeInMatrix(path: readonly string[], { job }: ParsedSite): Shape | undefined {
  const matrix = job?.strategy?.matrix;
  if (!matrix) return undefined;
  if (path.length === 0) return map(anything);
  const { values, open } = valuesOf(matrix, path);
  const kinds = new Set(values.map((value) => shapeOfValue(value).kind));
  return open || kinds.size !== 1 || values[0] === undefined ? undefined : shapeOfValue(values[0]);
}

function shapeOfValue(value: Data): Shape {
  if (Array.isArray(value)) return list(value.length > 0 && !value.some(isScalar) ? map(anything) : anything);
  if (typeof value === 'object') return value === null ? anything : map(anything);
  return typeof value === 'string' ? string : typeof value === 'number' ? number : boolean;
}

export const isObject = (shape: Shape | undefined): boolean => shape?.kind === 'object' || shape?.kind === 'map';
export const isList = (shape: Shape | undefined): shape is Extract<Shape, { kind: 'list' }> => shape?.kind === 'list';
export const isPlain = (shape: Shape | undefined): boolean =>
  shape?.kind === 'string' || shape?.kind === 'number' || shape?.kind === 'boolean';
