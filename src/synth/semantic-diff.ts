/** Compares two YAML files by what they mean: which job, which step, which key, the old value and the new one. */
import type { Route } from '../diagnostics/index.ts';
import { parseYaml } from '../yaml-document/index.ts';

/** One difference; a removed value's route is that of the old file. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly route: Route;
  /** The route in the old file; of an addition, that of the value it was added to. */
  readonly oldRoute: Route;
  /** The step it is about, by its name, its action or the start of its script. */
  readonly step?: string | undefined;
  readonly old?: unknown;
  readonly new?: unknown;
}

/**
 * The differences from `before` to `after`, in the order of the file.
 *
 * Steps are matched by what identifies them, so a step that was put in shows as one addition. A file whose data is
 * the same but whose text is not differs in comments or layout only, and gives none.
 *
 * @throws never: a text that is no YAML counts as one change of the whole file
 */
export function diffYaml(before: string, after: string): Difference[] {
  const [old, current] = [parseYaml(before), parseYaml(after)];
  const [problem] = old.problems;
  if (problem) {
    return [
      { kind: 'changed', route: [], oldRoute: [], old: `no YAML: ${problem.message}`, new: 'the generated file' },
    ];
  }
  return diffValues(old.data, current.data, { old: [], current: [] }).map((difference) => {
    const step = stepLabel(difference.kind === 'removed' ? old.data : current.data, difference.route);
    return step === undefined ? difference : { ...difference, step };
  });
}

/** The label of the innermost step on a route. */
function stepLabel(data: unknown, route: Route): string | undefined {
  let label: string | undefined;
  let value = data;
  for (const [index, key] of route.entries()) {
    value = (value as Readonly<Record<string | number, unknown>> | undefined)?.[key];
    if (route[index - 1] === 'steps' && isRecord(value)) {
      const { name, uses, run } = value;
      label = String(name ?? uses ?? run ?? '').split('\n')[0];
    }
  }
  return label === '' ? undefined : label;
}

/** Where two values are in their files: steps move when one is put in above them. */
interface Routes {
  readonly old: Route;
  readonly current: Route;
}

const inside = ({ old, current }: Routes, before: string | number, after: string | number = before): Routes => ({
  old: [...old, before],
  current: [...current, after],
});

function diffValues(old: unknown, current: unknown, routes: Routes): Difference[] {
  if (isListOfRecords(old) && isListOfRecords(current)) return diffLists(old, current, routes);
  if (isRecord(old) && isRecord(current)) return diffRecords(old, current, routes);
  if (JSON.stringify(old) === JSON.stringify(current)) return [];
  return [{ kind: 'changed', route: routes.current, oldRoute: routes.old, old, new: current }];
}

type Data = Readonly<Record<string, unknown>>;

function diffRecords(old: Data, current: Data, routes: Routes): Difference[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(current)]);
  return [...keys].flatMap((key): Difference[] => {
    const inner = inside(routes, key);
    if (!Object.hasOwn(current, key))
      return [{ kind: 'removed', route: inner.old, oldRoute: inner.old, old: old[key] }];
    if (!Object.hasOwn(old, key))
      return [{ kind: 'added', route: inner.current, oldRoute: routes.old, new: current[key] }];
    return diffValues(old[key], current[key], inner);
  });
}

function diffLists(old: readonly Data[], current: readonly Data[], routes: Routes): Difference[] {
  return align(old, current, [identify, kindOf]).flatMap(([before, after]): Difference[] => {
    const inner = inside(routes, before ?? 0, after ?? 0);
    if (after === undefined) return [{ kind: 'removed', route: inner.old, oldRoute: inner.old, old: old[before ?? 0] }];
    if (before === undefined)
      return [{ kind: 'added', route: inner.current, oldRoute: routes.old, new: current[after] }];
    return diffValues(old[before], current[after], inner);
  });
}

/** What makes a step the same step after an edit: its id, its name, its action without the version, or its script. */
function identify(item: Data): string {
  const { id, name, uses } = item;
  if (typeof id === 'string') return `id ${id}`;
  if (typeof name === 'string') return `name ${name}`;
  if (typeof uses === 'string') return `uses ${uses.replace(/@.*/, '')}`;
  return JSON.stringify(item);
}

/** What a step may be taken for when its name has changed too. */
const kindOf = (item: Data): string => ['uses', 'run', 'cron'].find((key) => Object.hasOwn(item, key)) ?? 'other';

type Pair = readonly [number | undefined, number | undefined];

/**
 * Pairs two lists by the longest sequence that both have, by what the first identity says; the gaps between by the
 * next identity. What no identity pairs stands alone.
 */
function align<T>(old: readonly T[], current: readonly T[], identities: readonly ((item: T) => string)[]): Pair[] {
  const [identity, ...coarser] = identities;
  if (!identity)
    return [...old.map((_, index): Pair => [index, undefined]), ...current.map((_, index): Pair => [undefined, index])];
  const common = commonSubsequence(old.map(identity), current.map(identity));
  const pairs: Pair[] = [];
  let [before, after] = [0, 0];
  for (const [nextBefore, nextAfter] of [...common, [old.length, current.length] as const]) {
    for (const [one, other] of align(old.slice(before, nextBefore), current.slice(after, nextAfter), coarser)) {
      pairs.push([one === undefined ? one : one + before, other === undefined ? other : other + after]);
    }
    if (nextBefore < old.length) pairs.push([nextBefore, nextAfter]);
    [before, after] = [nextBefore + 1, nextAfter + 1];
  }
  return pairs;
}

function commonSubsequence(old: readonly string[], current: readonly string[]): (readonly [number, number])[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(current.length + 1).fill(0));
  const at = (row: number, column: number): number => lengths[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row--) {
    const line = lengths[row] ?? [];
    for (let column = current.length - 1; column >= 0; column--) {
      line[column] =
        old[row] === current[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let row = 0, column = 0; row < old.length && column < current.length; ) {
    if (old[row] === current[column]) pairs.push([row++, column++]);
    else if (at(row + 1, column) >= at(row, column + 1)) row++;
    else column++;
  }
  return pairs;
}

const isListOfRecords = (value: unknown): value is readonly Data[] => Array.isArray(value) && value.every(isRecord);
const isRecord = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
