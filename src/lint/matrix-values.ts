/** What a matrix is known to hold: its keys, and the values below a key. */
import type { Data, Matrix } from '../model/index.ts';
import { fieldsOf, hasExpression, isFields, listOf, sameName } from './data-shapes.ts';

/** The values that a key may have; `open` when an expression adds others. */
export interface MatrixValues {
  readonly values: readonly Data[];
  readonly open: boolean;
}

/** The keys of a matrix; undefined when an expression decides. */
export function matrixKeys({ axes, include }: Matrix): string[] | undefined {
  if (!isFields(axes) || decidesLater(include) || Object.keys(axes).some(hasExpression)) return undefined;
  return [...new Set([...Object.keys(axes), ...entriesOf(include).flatMap(Object.keys)])];
}

/** Whether an expression stands for the entries, or for one of them. */
const decidesLater = (entries: unknown): boolean => listOf(entries).some(hasExpression);

export const entriesOf = (entries: unknown): Readonly<Record<string, Data>>[] =>
  (Array.isArray(entries) ? entries : []).filter(isFields) as Readonly<Record<string, Data>>[];

/**
 * The values of a key, those of `include` entries among them.
 *
 * @example
 * valuesOf({ kind: 'matrix', axes: { os: ['a', 'b'] }, include: [{ os: 'c' }] }, ['os']); // values: ['a', 'b', 'c']
 */
export function valuesOf(matrix: Matrix, [key = '', ...below]: readonly string[]): MatrixValues {
  const { axes, include } = matrix;
  const own = namedIn(axes, key);
  const lists = own.map((axis) => (Array.isArray(axis) ? axis : [axis]));
  const added = entriesOf(include).flatMap((entry) => namedIn(entry, key));
  const open = hasExpression(axes) || decidesLater(include) || own.some((axis) => !Array.isArray(axis));
  return below.reduce(step, {
    values: [...lists.flat(), ...added] as Data[],
    open: open || [...lists.flat(), ...added].some(hasExpression),
  });
}

function step({ values, open }: MatrixValues, name: string): MatrixValues {
  const inner = values.flatMap((value) =>
    name === '*' ? (listOf(value) as Data[]) : (namedIn(value, name) as Data[]),
  );
  return { values: inner, open: open || inner.some(hasExpression) };
}

const namedIn = (value: unknown, name: string): unknown[] =>
  Object.entries(fieldsOf(value)).flatMap(([key, each]) => (sameName(key, name) ? [each] : []));

export const isScalar = (value: Data): value is null | boolean | number | string =>
  typeof value !== 'object' || value === null;
