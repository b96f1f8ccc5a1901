/**
 * Expands a matrix with its include and exclude entries, in GitHub's order.
 *
 * Source: https://docs.github.com/actions/reference/workflow-syntax-for-github-actions#jobsjob_idstrategymatrixinclude
 */
import type { Data, Matrix, MatrixEntry } from './workflow.ts';

/**
 * The combinations of a matrix, or undefined when an expression decides them.
 *
 * @example
 * expandMatrix({ kind: 'matrix', axes: { os: ['a', 'b'], node: [20, 22] }, exclude: [{ os: 'b', node: 20 }] });
 * // [{ os: 'a', node: 20 }, { os: 'a', node: 22 }, { os: 'b', node: 22 }]
 */
export function expandMatrix(matrix: Matrix): MatrixEntry[] | undefined {
  return expandCombinations(matrix)?.map(({ values }) => values);
}

/** One combination, and those of its values that GitHub puts into the name of the job. */
export interface Combination {
  readonly values: MatrixEntry;
  /** What the axes give; for an entry of `include` that makes a job of its own, all it has. */
  readonly named: MatrixEntry;
}

/** The combinations with what names them, or undefined when an expression decides them. */
export function expandCombinations({ axes, include = [], exclude = [] }: Matrix): Combination[] | undefined {
  if (!isRecord(axes) || !areEntries(include) || !areEntries(exclude)) return undefined;
  const lists = Object.entries(axes);
  if (!lists.every((axis): axis is [string, readonly Data[]] => Array.isArray(axis[1]))) return undefined;
  const names = lists.map(([name]) => name);
  const base = product(lists).filter((entry) => !exclude.some((each) => matches(entry, each)));
  return addIncludes(base, include, names);
}

/** How many jobs a matrix makes, without making them; undefined when an expression decides. */
export function countMatrix(matrix: Matrix, limit = 100_000): number | undefined {
  const { axes } = matrix;
  const lists = isRecord(axes) ? Object.values(axes) : [];
  const total = lists.reduce<number>((product, values) => product * (Array.isArray(values) ? values.length : 1), 1);
  return total > limit && lists.every(Array.isArray) ? total : expandMatrix(matrix)?.length;
}

// An expression may stand for the axes, or for the entries; without a type-check, so may anything else.
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const areEntries = (value: unknown): value is readonly MatrixEntry[] => Array.isArray(value) && value.every(isRecord);

function product(axes: readonly (readonly [string, readonly Data[]])[]): MatrixEntry[] {
  if (axes.length === 0) return [];
  return axes.reduce<MatrixEntry[]>(
    (entries, [name, values]) => entries.flatMap((entry) => values.map((value) => ({ ...entry, [name]: value }))),
    [{}],
  );
}

/** An entry is added to every combination whose axis values it names, else it makes a job of its own. */
function addIncludes(
  base: readonly MatrixEntry[],
  include: readonly MatrixEntry[],
  axes: readonly string[],
): Combination[] {
  const combinations = base.map((named) => ({ named, values: named }));
  const extra: MatrixEntry[] = [];
  for (const entry of include) {
    const [filter, added] = split(entry, axes);
    const fitting = combinations.filter(({ named }) => matches(named, filter));
    if (fitting.length === 0) extra.push({ ...filter, ...added });
    for (const each of fitting) each.values = { ...each.values, ...added };
  }
  return [...combinations, ...extra.map((values) => ({ named: values, values }))];
}

/** What of an entry is about axes, in front, and what is not. */
function split(entry: MatrixEntry, axes: readonly string[]): [MatrixEntry, MatrixEntry] {
  const pairs = Object.entries(entry);
  const isAxis = ([name]: readonly [string, Data]): boolean => axes.includes(name);
  return [Object.fromEntries(pairs.filter(isAxis)), Object.fromEntries(pairs.filter((pair) => !isAxis(pair)))];
}

/** Whether an entry names this combination: objects match by the keys they name. */
export function matches(value: Data, pattern: Data): boolean {
  if (typeof pattern !== 'object' || pattern === null) return equal(value, pattern);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([key, each]) => {
    const inner = (value as Readonly<Record<string, Data>>)[key];
    return inner !== undefined && matches(inner, each);
  });
}

/** Equal by the `==` of expressions, which is how GitHub compares them: texts whatever their case, else as numbers. */
function equal(left: Data, right: Data): boolean {
  if (typeof left === 'string' && typeof right === 'string') return left.toUpperCase() === right.toUpperCase();
  return left === right || toNumber(left) === toNumber(right);
}

const toNumber = (value: Data): number => (typeof value === 'object' && value !== null ? Number.NaN : Number(value));
