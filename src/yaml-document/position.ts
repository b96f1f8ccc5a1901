/** Finds the place of a value in the text of a document, and the way back. */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { isMergeKey } from './check.ts';

type Step = string | number;
type Resolve = (node: unknown) => ParsedNode | null;

/** A pair or an element on the way to a value. */
interface Found {
  readonly node: ParsedNode | null;
  /** Where the pair or the element starts. */
  readonly start: number;
}

/** The documents of a text, for looking up places in it. */
export interface Located {
  readonly contents: ParsedNode | null;
  readonly text: string;
  readonly resolve: Resolve;
}

/**
 * The offset of what a route leads to: of a key where it leads to a map or a list, else of the value itself, and
 * where nothing is there, of what is around it.
 *
 * @param within how far into the value's text
 */
export function offsetOf(located: Located, route: readonly Step[], within?: number): number {
  const { contents } = located;
  const root: Found = { node: contents, start: contents?.range?.[0] ?? 0 };
  let found = root;
  for (const [index, step] of route.entries()) {
    const next = descend(located, found.node, step);
    if (!next) return index === 0 ? root.start : found.start;
    found = next;
  }
  const { node } = found;
  if (within !== undefined && isScalar(node)) return offsetWithin(located.text, node, within);
  return found.start;
}

/** The offset of the value, and not of its key, that a route leads to. */
export function offsetOfValue(located: Located, route: readonly Step[]): number {
  const node = nodeAt(located, route);
  return isScalar(node) ? offsetOfNode(located, route) : offsetOf(located, route);
}

/** The offset of the value itself, be it a map or a list; of its key where it is empty. */
export function offsetOfNode(located: Located, route: readonly Step[]): number {
  const node = nodeAt(located, route);
  return !node || (isScalar(node) && isEmpty(node)) ? offsetOf(located, route) : (node.range?.[0] ?? 0);
}

function nodeAt(located: Located, route: readonly Step[]): ParsedNode | null {
  let node: ParsedNode | null = located.contents;
  for (const step of route) node = descend(located, node, step)?.node ?? null;
  return node;
}

const isEmpty = (node: Scalar.Parsed): boolean => node.range !== null && node.range[0] === node.range[1];

function descend({ resolve }: Located, given: ParsedNode | null, step: Step): Found | undefined {
  const node = resolve(given);
  if (isSeq(node)) {
    const item = node.items[Number(step)] as ParsedNode | undefined;
    return item && { node: item, start: item.range?.[0] ?? 0 };
  }
  if (!isMap(node)) return undefined;
  const pair = pairsOf(node).get(String(step));
  if (pair) return { node: pair.value as ParsedNode | null, start: (pair.key as Node).range?.[0] ?? 0 };
  for (const { key, value } of node.items) {
    if (!isMergeKey(key)) continue;
    const merged = isSeq(value) ? (value.items as ParsedNode[]) : [value as ParsedNode];
    for (const each of merged) {
      const found = descend({ resolve } as Located, each, step);
      if (found) return found;
    }
  }
  return undefined;
}

/**
 * Reads a path as findings show it, `jobs.build.steps[1].env.A.B`, by what is there: names may hold dots.
 * `on.push` finds the event also where it is written as `on: push` or `on: [push]`, and `needs[0]` the job of
 * `needs: build`: GitHub takes a single value for a list of one.
 */
export function routeOf(located: Located, path: string): Step[] {
  const route: Step[] = [];
  let node = located.resolve(located.contents);
  let rest = path;
  while (rest !== '') {
    const index = /^\[(\d+)\]\.?/.exec(rest);
    if (index?.[1] === '0' && isScalar(node)) {
      rest = rest.slice(index[0].length);
      continue;
    }
    const step = index ? Number(index[1]) : nameAt(node, rest);
    if (step === undefined) break;
    const next = descend(located, node, step);
    route.push(step);
    if (!next) break;
    node = located.resolve(next.node);
    rest = index ? rest.slice(index[0].length) : rest.slice(String(step).length).replace(/^\./, '');
    const listed = isSeq(node) && !rest.startsWith('[') ? elementNamed(node.items, rest) : undefined;
    if (listed !== undefined) return [...route, listed];
  }
  return route;
}

/** The longest key that the path goes on with; where there is none, the path up to its next dot. */
function nameAt(node: ParsedNode | null, rest: string): string | undefined {
  if (!isMap(node)) return undefined;
  const ends = [...rest.matchAll(/[.[]|$/g)].map(({ index }) => index).filter((end) => end > 0);
  const pairs = pairsOf(node);
  const longest = ends.findLast((end) => pairs.has(rest.slice(0, end)));
  return rest.slice(0, longest ?? ends[0]);
}

const pairsBefore = new WeakMap<YAMLMap, ReadonlyMap<string, Pair>>();

/** The pairs of a map by their keys; of two with one key, the last. */
function pairsOf(map: YAMLMap): ReadonlyMap<string, Pair> {
  const known = pairsBefore.get(map);
  if (known) return known;
  const named = map.items.flatMap((pair) =>
    isScalar(pair.key) && !isMergeKey(pair.key) ? [[String(pair.key.value), pair] as const] : [],
  );
  const pairs = new Map(named);
  pairsBefore.set(map, pairs);
  return pairs;
}

function elementNamed(items: readonly unknown[], name: string): number | undefined {
  const index = items.findIndex((item) => isScalar(item) && item.value === name.replace(/[.[].*$/s, ''));
  return index === -1 ? undefined : index;
}

/** Where a character of a scalar's value stands in the text. */
function offsetWithin(text: string, node: Scalar.Parsed, within: number): number {
  const [start = 0, end = start] = node.range ?? [];
  const value = String(node.value);
  if (node.type === 'BLOCK_LITERAL') return inLiteral(text, start, end, value, within);
  const word = /^\S{1,40}/.exec(value.slice(within))?.[0];
  if (word === undefined) return start;
  let before = 0;
  for (let at = value.indexOf(word); at !== -1 && at < within; at = value.indexOf(word, at + 1)) before += 1;
  let at = text.indexOf(word, start);
  for (; before > 0 && at !== -1; before -= 1) at = text.indexOf(word, at + 1);
  return at === -1 || at >= end ? start : at;
}

/** Every line of a literal block has the same indentation before it. */
function inLiteral(text: string, start: number, end: number, value: string, within: number): number {
  const before = value.slice(0, within);
  const line = before.split('\n').length;
  const column = within - (before.lastIndexOf('\n') + 1);
  const body = text.indexOf('\n', start) + 1;
  if (body === 0) return start;
  const first = value.split('\n').findIndex((each) => each.trim() !== '');
  const lines = text.slice(body, end).split('\n');
  const wanted = lines[line - 1];
  const sample = lines[first];
  if (wanted === undefined || sample === undefined) return start;
  const own = value.split('\n')[first] ?? '';
  const indent = sample.replace(/\r$/, '').length - own.length;
  const lead = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  return body + lead + Math.min(indent + column, wanted.length);
}

/** The route to the innermost value at an offset. */
export function routeAt(node: ParsedNode | null, offset: number): Step[] {
  if (isMap(node)) {
    for (const pair of node.items) {
      const key = pair.key as Node;
      const value = pair.value as ParsedNode | null;
      const start = key.range?.[0] ?? 0;
      const end = value?.range?.[2] ?? key.range?.[2] ?? 0;
      if (offset < start || offset >= end) continue;
      return [isScalar(key) ? String(key.value) : '', ...routeAt(value, offset)];
    }
  }
  if (isSeq(node)) {
    for (const [index, item] of node.items.entries()) {
      const range = (item as Node).range;
      if (range && offset >= range[0] && offset < range[2]) return [index, ...routeAt(item as ParsedNode, offset)];
    }
  }
  return [];
}

/** Follows aliases. */
export const resolver =
  (find: (alias: unknown) => unknown): Resolve =>
  (node) =>
    (isAlias(node) ? (find(node) ?? null) : node) as ParsedNode | null;
