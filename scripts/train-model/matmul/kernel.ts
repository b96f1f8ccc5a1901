/**
 * Matrix multiplication with the four-float instructions of WebAssembly, `C += A B`.
 *
 * They round as single-precision arithmetic does everywhere, so the result is the same bits on every machine, and
 * come much faster than loops over a Float32Array. A tile of 4 rows by 8 columns of C stays in registers.
 */
import {
  add,
  addFloats,
  assembleModule,
  type Code,
  constant,
  countDown,
  get,
  increase,
  loadFloats,
  loadSplat,
  multiplyFloats,
  set,
  storeFloats,
} from './assembler.ts';
import { type Memory, webAssembly } from './web-assembly.ts';

export const tileRows = 4;
export const tileColumns = 8;

/** Addresses and strides are in bytes; `rows` is a multiple of 4 and `columns` of 8. */
const parameters = { rows: 0, columns: 1, depth: 2, a: 3, aRow: 4, aDepth: 5, b: 6, bRow: 7, c: 8, cRow: 9 } as const;
const { rows, columns, depth, a, aRow, aDepth, b, bRow, c, cRow } = parameters;
const parameterCount = Object.keys(parameters).length;

const [rowsLeft, depthLeft, aTile, cTile, bAt, cAt] = [10, 11, 12, 13, 14, 15] as const;
const aAt = (row: number): number => 16 + row;
const integers = 6 + tileRows;

const firstVector = parameterCount + integers;
const sum = (row: number, half: number): number => firstVector + 2 * row + half;
const bHalf = (half: number): number => firstVector + 2 * tileRows + half;
const splat = firstVector + 2 * tileRows + 2;
const vectors = 2 * tileRows + 3;

const tile = [0, 1, 2, 3] as const;
const halves = [0, 1] as const;
const join = (parts: readonly Code[]): Code => parts.flat();
const copy = (from: number, to: number): Code => join([get(from), set(to)]);
const repeat = (times: number, code: Code): Code => join(Array.from({ length: times }, () => code));

/** Adds the product of one column of A and one row of B to the sums. */
const step: Code = join([
  ...halves.map((half) => join([get(bAt), loadFloats(16 * half), set(bHalf(half))])),
  ...tile.map((row) =>
    join([
      join([get(aAt(row)), loadSplat, set(splat)]),
      ...halves.map((half) =>
        join([get(sum(row, half)), get(splat), get(bHalf(half)), multiplyFloats, addFloats, set(sum(row, half))]),
      ),
      increase(aAt(row), get(aDepth)),
    ]),
  ),
  increase(bAt, get(bRow)),
]);

/** Does something for every four floats of the tile, with their address in `cAt`. */
const eachSum = (visit: (row: number, half: number) => Code): Code =>
  join([
    copy(cTile, cAt),
    ...tile.map((row) => join([...halves.map((half) => visit(row, half)), increase(cAt, get(cRow))])),
  ]);

const loadSums = eachSum((row, half) => join([get(cAt), loadFloats(16 * half), set(sum(row, half))]));
const storeSums = eachSum((row, half) => join([get(cAt), get(sum(row, half)), storeFloats(16 * half)]));

const pointToRows: Code = join(
  tile.map((row) => (row === 0 ? copy(aTile, aAt(0)) : join([get(aAt(row - 1)), get(aRow), add, set(aAt(row))]))),
);

const multiplyTile: Code = join([
  pointToRows,
  copy(b, bAt),
  loadSums,
  copy(depth, depthLeft),
  countDown(depthLeft, 1, step),
  storeSums,
  repeat(tileRows, increase(aTile, get(aRow))),
  repeat(tileRows, increase(cTile, get(cRow))),
]);

/** Columns outside, rows inside: a strip of B stays in the nearest cache. */
const body: Code = countDown(
  columns,
  tileColumns,
  join([
    copy(a, aTile),
    copy(c, cTile),
    copy(rows, rowsLeft),
    countDown(rowsLeft, tileRows, multiplyTile),
    increase(b, constant(4 * tileColumns)),
    increase(c, constant(4 * tileColumns)),
  ]),
);

export type Kernel = (
  rows: number,
  columns: number,
  depth: number,
  a: number,
  aRow: number,
  aDepth: number,
  b: number,
  bRow: number,
  c: number,
  cRow: number,
) => void;

/** Compiles the kernel for a memory. */
export function compileKernel(memory: Memory): Kernel {
  const module = new webAssembly.Module(assembleModule({ parameters: parameterCount, integers, vectors, body }));
  const instance = new webAssembly.Instance(module, { memory: { memory } });
  return instance.exports['run'] as Kernel;
}
