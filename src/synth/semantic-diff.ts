/** Compares two YAML files by what they mean: which job, which step, which key, the old value and the new one. */
import type { Route } from '../diagnostics/index.ts';
import { parseYaml } from '../yaml-document/index.ts';

/** One difference; a removed value's route is that of the old file. */
export interface Difference {
  readonly kind: 'added' | 'removed' | 'changed';
  readonly route: Route;
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
    return [{ kind: 'changed', route: [], old: `no YAML: ${problem.message}`, new: 'the generated file' }];
  }
  return diffValues(old.data, current.data, []).map((difference) => {
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

function diffValues(old: unknown, current: unknown, route: Route): Difference[] {
  if (isList(old) && isList(current)) return diffLists(old, current, route);
  if (isRecord(old) && isRecord(current)) return diffRecords(old, current, route);
  return JSON.stringify(old) === JSON.stringify(current) ? [] : [{ kind: 'changed', route, old, new: current }];
}

function diffRecords(
  old: Readonly<Record<string, unknown>>,
  current: Readonly<Record<string, unknown>>,
  route: Route,
): Difference[] {
  const keys = new Set([...Object.keys(old), ...Object.keys(current)]);
  return [...keys].flatMap((key): Difference[] => {
    const inner = [...route, key];
    if (!(key in current)) return [{ kind: 'removed', route: inner, old: old[key] }];
    if (!(key in old)) return [{ kind: 'added', route: inner, new: current[key] }];
    return diffValues(old[key], current[key], inner);
  });
}

function diffLists(old: readonly unknown[], current: readonly unknown[], route: Route): Difference[] {
  if (![...old, ...current].every(isRecord)) {
    return JSON.stringify(old) === JSON.stringify(current) ? [] : [{ kind: 'changed', route, old, new: current }];
  }
  const pairs = align(old.map(identify), current.map(identify));
  return pairs.flatMap(([before, after]): Difference[] => {
    if (after === undefined) return [{ kind: 'removed', route: [...route, before ?? 0], old: old[before ?? 0] }];
    if (before === undefined) return [{ kind: 'added', route: [...route, after], new: current[after] }];
    return diffValues(old[before], current[after], [...route, after]);
  });
}

/** What makes a step the same step after an edit: its id, its name, its action without the version, or its script. */
function identify(item: unknown): string {
  if (!isRecord(item)) return JSON.stringify(item);
  const { id, name, uses } = item;
  if (typeof id === 'string') return `id ${id}`;
  if (typeof name === 'string') return `name ${name}`;
  if (typeof uses === 'string') return `uses ${uses.replace(/@.*/, '')}`;
  return JSON.stringify(item);
}

type Pair = readonly [number | undefined, number | undefined];

/** Pairs two lists by their longest common subsequence; what is left between two pairs is paired by position. */
function align(old: readonly string[], current: readonly string[]): Pair[] {
  const common = commonSubsequence(old, current);
  const pairs: Pair[] = [];
  let [before, after] = [0, 0];
  for (const [nextBefore, nextAfter] of [...common, [old.length, current.length] as const]) {
    while (before < nextBefore || after < nextAfter) {
      pairs.push([before < nextBefore ? before++ : undefined, after < nextAfter ? after++ : undefined]);
    }
    if (nextBefore < old.length) pairs.push([before++, after++]);
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

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
