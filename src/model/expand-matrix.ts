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
export function expandMatrix({ axes, include = [], exclude = [] }: Matrix): MatrixEntry[] | undefined {
  if (typeof axes === 'string' || typeof include === 'string' || typeof exclude === 'string') return undefined;
  const lists = Object.entries(axes);
  if (!lists.every((axis): axis is [string, readonly Data[]] => Array.isArray(axis[1]))) return undefined;
  const names = lists.map(([name]) => name);
  const base = product(lists).filter((entry) => !exclude.some((each) => matches(entry, each)));
  return addIncludes(base, include, names);
}

/** How many jobs a matrix makes, without making them; undefined when an expression decides. */
export function countMatrix(matrix: Matrix, limit = 100_000): number | undefined {
  const { axes } = matrix;
  if (typeof axes === 'string') return undefined;
  const sizes = Object.values(axes).map((values) => (typeof values === 'string' ? undefined : values.length));
  const total = sizes.reduce((product, size) => (product === undefined || size === undefined ? undefined : product * size), 1 as number | undefined);
  if (total === undefined || total > limit) return total;
  return expandMatrix(matrix)?.length;
}

function product(axes: readonly (readonly [string, readonly Data[]])[]): MatrixEntry[] {
  if (axes.length === 0) return [];
  return axes.reduce<MatrixEntry[]>(
    (entries, [name, values]) => entries.flatMap((entry) => values.map((value) => ({ ...entry, [name]: value }))),
    [{}],
  );
}

/** An entry is added to every combination whose axis values it leaves as they are, else it makes a job of its own. */
function addIncludes(base: readonly MatrixEntry[], include: readonly MatrixEntry[], axes: readonly string[]): MatrixEntry[] {
  const combinations = base.map((original) => ({ original, merged: original }));
  const extra: MatrixEntry[] = [];
  for (const entry of include) {
    const shared = axes.filter((axis) => axis in entry);
    const fitting = combinations.filter(({ original }) =>
      shared.every((axis) => equal(original[axis] ?? null, entry[axis] ?? null)),
    );
    if (fitting.length === 0) extra.push(entry);
    for (const each of fitting) each.merged = { ...each.merged, ...entry };
  }
  return [...combinations.map(({ merged }) => merged), ...extra];
}

/** Whether an exclude entry names this combination: objects match by the keys they name. */
export function matches(value: Data, pattern: Data): boolean {
  if (typeof pattern !== 'object' || pattern === null) return equal(value, pattern);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([key, each]) => {
    const inner = (value as Readonly<Record<string, Data>>)[key];
    return inner !== undefined && matches(inner, each);
  });
}

/** Equal as GitHub compares the values of a matrix: scalars by their text, the rest by content. */
function equal(left: Data, right: Data): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return String(left) === String(right);
  return JSON.stringify(left) === JSON.stringify(right);
}
