/** Reads maps and lists of YAML field by field; what is of another kind than GitHub takes is said at its place. */
import type { Diagnostic, Route } from '../diagnostics/index.ts';
import type { Data } from '../model/index.ts';

/** A value on its way into the model, and where it stands. */
export interface At {
  readonly value: unknown;
  readonly route: Route;
  /** What the file says beside its data. */
  readonly file: FileContext;
}

export interface FileContext {
  /** Says what can't be taken, at its place. */
  readonly refuse: (route: Route, problem: Pick<Diagnostic, 'message' | 'hint'>) => void;
  /** What every node has: its source, its comment, the rules switched off for it. */
  readonly nodeAt: (route: Route) => object;
  /** The comment behind a value, and the one above its key. */
  readonly trailing: (route: Route) => string | undefined;
  readonly above: (route: Route) => string | undefined;
}

/** Reads a value; undefined leaves the field out. */
export type Read<T> = (at: At) => T | undefined;
export type Fields = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): value is null | undefined => value === null || value === undefined;
const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

export const below = (at: At, step: string | number): At => ({
  ...at,
  value: (at.value as Readonly<Record<string | number, unknown>>)[step],
  route: [...at.route, step],
});

function refuse(at: At, wanted: string): undefined {
  const { value, route } = at;
  const name = route.findLast((step) => typeof step === 'string');
  const given = Array.isArray(value)
    ? 'a list'
    : isMap(value)
      ? 'a map'
      : `the ${typeof value} ${JSON.stringify(value)}`;
  at.file.refuse(route, { message: `${name ?? 'the file'} takes ${wanted}, and this is ${given}` });
  return undefined;
}

/** Nothing where the key is there without a value; GitHub takes it for left out. */
const orNothing =
  <T>(read: Read<T>): Read<T> =>
  (at) =>
    isEmpty(at.value) ? undefined : read(at);

/** As well an expression that yields the whole: where GitHub takes none, its own parser says so. */
const orExpression = <T>(read: Read<T>): Read<T> =>
  orNothing((at) => (typeof at.value === 'string' && at.value.includes('${{') ? (at.value as T) : read(at)));

export const text: Read<string> = orNothing((at) => (isScalar(at.value) ? String(at.value) : refuse(at, 'text')));
export const scalar: Read<string | number | boolean> = (at) =>
  isEmpty(at.value) ? '' : isScalar(at.value) ? at.value : refuse(at, 'text');
export const setting: Read<string | number | boolean> = orNothing(scalar);
export const data: Read<Data> = (at) => (at.value === undefined ? undefined : (at.value as Data));

/** A list of texts, or one text alone. */
export const texts: Read<string[]> = orNothing((at) =>
  Array.isArray(at.value)
    ? // An empty element keeps its number, which the routes of the others count on.
      elements(at, (each) => text(each) ?? '')
    : isScalar(at.value)
      ? [String(at.value)]
      : refuse(at, 'a text or a list of texts'),
);

/** A text as it is, or a list of texts. */
export const textOrTexts: Read<string | string[]> = (at) => (Array.isArray(at.value) ? texts(at) : text(at));

/** The elements of a list; what an element can't be is left out. */
export function elements<T>(at: At, read: Read<T>): T[] {
  const list = Array.isArray(at.value) ? at.value : [];
  return list.flatMap((_, index) => {
    const element = below(at, index);
    if (isEmpty(element.value)) refuse(element, 'no empty element');
    const value = read(element);
    return value === undefined ? [] : [value];
  });
}

export const listOf = <T>(read: Read<T>): Read<T[]> =>
  orExpression((at) => (Array.isArray(at.value) ? elements(at, read) : refuse(at, 'a list')));

/** A map whose keys are the author's own names. */
export const record = <T>(read: Read<T>, wanted = 'a map'): Read<Record<string, T>> =>
  orExpression((at) => {
    if (!isMap(at.value)) return refuse(at, wanted);
    const entries = Object.keys(at.value).flatMap((name) => {
      const value = read(below(at, name));
      return value === undefined ? [] : [[name, value] as const];
    });
    return Object.fromEntries(entries);
  });

/** The known fields of a map, in the model's spelling, and the rest as it was written. */
export interface ReadFields {
  readonly known: Record<string, unknown>;
  readonly unknown: Record<string, Data> | undefined;
}

export function fields(at: At, readers: Readonly<Record<string, Read<unknown>>>): ReadFields {
  const known: Record<string, unknown> = {};
  const unknown: Record<string, Data> = {};
  for (const key of Object.keys(at.value as Fields)) {
    const read = Object.hasOwn(readers, key) ? readers[key] : undefined;
    const element = below(at, key);
    if (!read) {
      unknown[key] = element.value as Data;
      continue;
    }
    const value = read(element);
    if (value !== undefined) known[camelCase(key)] = value;
  }
  return { known, unknown: Object.keys(unknown).length > 0 ? unknown : undefined };
}

/** A node of the model: its fields, and what every node has. */
export function node(at: At, readers: Readonly<Record<string, Read<unknown>>>): Record<string, unknown> {
  const { known, unknown } = fields(at, readers);
  return { ...at.file.nodeAt(at.route), ...known, ...(unknown ? { unknown } : {}) };
}

export const nodeOf = (readers: Readonly<Record<string, Read<unknown>>>): Read<Record<string, unknown>> =>
  orNothing((at) => (isMap(at.value) ? node(at, readers) : refuse(at, 'a map')));

/** As a node, but something is meant also where nothing is given: `workflow_dispatch: inputs: { name: }`. */
export const definitionOf =
  (readers: Readonly<Record<string, Read<unknown>>>): Read<Record<string, unknown>> =>
  (at) =>
    isEmpty(at.value) ? { ...at.file.nodeAt(at.route) } : nodeOf(readers)(at);

/** An object without a place of its own; unknown keys stay among the known ones, where a rule finds them. */
export const object = (readers: Readonly<Record<string, Read<unknown>>>): Read<Record<string, unknown>> =>
  orExpression((at) => {
    if (!isMap(at.value)) return refuse(at, 'a map');
    const { known, unknown } = fields(at, readers);
    return { ...known, ...unknown };
  });

/** A text that stands for the object's main field: `environment: production`. */
export const shortOr =
  (key: string, readers: Readonly<Record<string, Read<unknown>>>): Read<Record<string, unknown>> =>
  (at) =>
    isScalar(at.value) ? { [key]: String(at.value) } : object(readers)(at);

/** The bare expression of a condition: without the `${{ }}` around all of it. */
export const condition: Read<string> = orNothing((at) => {
  if (!isScalar(at.value)) return refuse(at, 'an expression');
  const whole = /^\$\{\{((?:(?!\$\{\{|\}\}).)*)\}\}$/s.exec(String(at.value));
  return whole ? (whole[1] ?? '').trim() : String(at.value);
});

/** `cancel-in-progress` becomes `cancelInProgress`. */
const camelCase = (key: string): string => key.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
