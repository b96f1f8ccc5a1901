/** Looks up what a path such as `github.event.issue.title` yields, and whether an outsider can choose its text. */
import { contextShapes, githubShape } from './contexts.ts';
import { payloads } from './payloads/index.ts';
import { anything, type Shape } from './shape.ts';

/** What a path yields; or the position of its first unknown name, with the names that are known there. */
export type Resolution =
  | { readonly found: true; readonly shape: Shape }
  | { readonly found: false; readonly at: number; readonly known: readonly string[] };

/** `text` is chosen by an outsider; what `contains` holds such text somewhere below, or may hold it. */
export type Untrust = 'text' | 'contains' | 'no';

type Walk =
  | { readonly found: true; readonly shapes: readonly Shape[] }
  | { readonly found: false; readonly at: number; readonly known: readonly string[] };

const described: Readonly<Record<string, Shape>> = payloads;
const roots: Readonly<Record<string, Shape>> = contextShapes;

/**
 * Resolves a path, ignoring case as GitHub does. `'*'` is `.*`, or an index that is not known.
 *
 * Below `github.event` a property must be known to at least one of the `events`; without events, or with one
 * whose payload is not described, anything goes there. Where the events differ, the shapes are merged.
 *
 * @example
 * resolveShape(['github', 'event', 'isue'], ['issues']);
 * // { found: false, at: 2, known: ['repository', …, 'issue', …] }
 */
export function resolveShape(path: readonly string[], events: readonly string[] = []): Resolution {
  const key = JSON.stringify([path, events]);
  const known = resolvedBefore.get(key);
  if (known) return known;
  const resolved = resolveAnew(path, events);
  if (resolvedBefore.size < 10_000) resolvedBefore.set(key, resolved);
  return resolved;
}

// The same few paths stand all over a repository, and several rules ask for each. What comes out is never changed.
const resolvedBefore = new Map<string, Resolution>();

function resolveAnew(path: readonly string[], events: readonly string[]): Resolution {
  const walk = follow(path, areDescribed(events) ? payloadsOf(events) : [anything]);
  return walk.found ? { found: true, shape: mergeAll(walk.shapes) } : walk;
}

/**
 * Tells whether the value at a path is text of an outsider, or holds some.
 *
 * Without events it asks all payloads. What no payload describes below `github.event` counts as `contains`. Only the
 * `github` context brings outside text in; what a step, a job or an input passes on, its path does not tell.
 *
 * @example
 * isUntrusted(['github', 'event', 'issue', 'title']); // 'text'
 * isUntrusted(['github', 'event', 'issue']);          // 'contains'
 * isUntrusted(['github', 'sha']);                     // 'no'
 */
export function isUntrusted(path: readonly string[], events: readonly string[] = []): Untrust {
  if (path[0]?.toLowerCase() !== 'github') return 'no';
  const known = areDescribed(events);
  const walk = follow(path, payloadsOf(known ? events : Object.keys(described)));
  if (!walk.found) return known || walk.at < 2 ? 'no' : 'contains';
  if (walk.shapes.some(isUntrustedText)) return 'text';
  return walk.shapes.some(holdsUntrustedText) ? 'contains' : 'no';
}

function areDescribed(events: readonly string[]): boolean {
  return events.length > 0 && events.every((name) => Object.hasOwn(described, name));
}

function payloadsOf(events: readonly string[]): readonly Shape[] {
  return events.flatMap((name) => described[name] ?? []);
}

/** Follows every shape that the value may have, as several events or a `.*` leave more than one. */
function follow(path: readonly string[], eventShapes: readonly Shape[]): Walk {
  const [root = '', ...rest] = path;
  let shapes = propertiesNamed(roots, root);
  if (shapes.length === 0) return { found: false, at: 0, known: Object.keys(roots) };
  let filtered = false;
  for (const [index, name] of rest.entries()) {
    const before = shapes;
    shapes = unique(before.flatMap((shape) => below(shape, name, filtered))).flatMap((shape) =>
      shape === githubShape.properties.event && before.includes(githubShape) ? eventShapes : shape,
    );
    if (shapes.length === 0) return { found: false, at: index + 1, known: unique(before.flatMap(namesIn)) };
    filtered ||= name === '*';
  }
  return { found: true, shapes };
}

/** After a `.*`, an index picks one of the values that it found: `commits.*.message[0]`. */
function below(shape: Shape, name: string, filtered: boolean): readonly Shape[] {
  const picked = filtered && (name === '*' || isIndex(name)) ? [shape] : [];
  return unique([...picked, ...inside(shape, name)]);
}

function inside(shape: Shape, name: string): readonly Shape[] {
  switch (shape.kind) {
    case 'any':
      return [shape];
    case 'map':
      return [shape.of];
    case 'list':
      return name === '*' || isIndex(name) ? [shape.of] : [];
    case 'object':
      return name === '*' ? Object.values(shape.properties) : propertiesNamed(shape.properties, name);
    default:
      return [];
  }
}

const isIndex = (name: string): boolean => /^\d+$/.test(name);
const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];

function propertiesNamed(properties: Readonly<Record<string, Shape>>, name: string): readonly Shape[] {
  const wanted = name.toLowerCase();
  return Object.entries(properties).flatMap(([key, shape]) => (key.toLowerCase() === wanted ? shape : []));
}

function namesIn(shape: Shape): readonly string[] {
  if (shape.kind === 'object') return Object.keys(shape.properties);
  return shape.kind === 'list' ? ['*'] : [];
}

const isUntrustedText = (shape: Shape): boolean => shape.kind === 'string' && shape.untrusted === true;

const holders = new WeakMap<Shape, boolean>();

function holdsUntrustedText(shape: Shape): boolean {
  const remembered = holders.get(shape);
  if (remembered !== undefined) return remembered;
  const holds = computeHolds(shape);
  holders.set(shape, holds);
  return holds;
}

function computeHolds(shape: Shape): boolean {
  switch (shape.kind) {
    case 'any':
      return true;
    case 'object':
      return Object.values(shape.properties).some(holdsUntrustedText);
    case 'list':
    case 'map':
      return holdsUntrustedText(shape.of);
    default:
      return isUntrustedText(shape);
  }
}

function mergeAll(shapes: readonly Shape[]): Shape {
  const [first = anything, ...others] = unique(shapes);
  return others.reduce(merge, first);
}

function merge(a: Shape, b: Shape): Shape {
  if (a === b) return a;
  if (a.kind === 'string' && b.kind === 'string') return mergeStrings(a, b);
  if (a.kind === 'list' && b.kind === 'list') return { kind: 'list', of: merge(a.of, b.of) };
  if (a.kind === 'map' && b.kind === 'map') return { kind: 'map', of: merge(a.of, b.of) };
  if (a.kind === 'object' && b.kind === 'object') return mergeObjects(a.properties, b.properties);
  return a.kind === b.kind ? a : anything;
}

type StringShape = Extract<Shape, { kind: 'string' }>;

function mergeStrings(a: StringShape, b: StringShape): Shape {
  return {
    kind: 'string',
    ...(a.untrusted || b.untrusted ? { untrusted: true } : {}),
    ...(a.values && b.values ? { values: unique([...a.values, ...b.values]) } : {}),
  };
}

function mergeObjects(a: Readonly<Record<string, Shape>>, b: Readonly<Record<string, Shape>>): Shape {
  const merged: Record<string, Shape> = { ...a };
  for (const [name, shape] of Object.entries(b)) {
    const own = Object.hasOwn(a, name) ? a[name] : undefined;
    merged[name] = own ? merge(own, shape) : shape;
  }
  return { kind: 'object', properties: merged };
}
