/** Columns of numbers that grow: what there are millions of is kept in them, as objects would take several times the memory. */

export type Column = Uint8Array<ArrayBuffer> | Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/**
 * The same numbers in a column with room for four times as many.
 *
 * Memory that nothing was written to costs nothing, but what is left behind does until it is collected: few large steps
 * take less than many small ones.
 */
export function grown<T extends Column>(column: T): T {
  const larger = new (column.constructor as new (length: number) => T)(column.length * 4);
  larger.set(column);
  return larger;
}
