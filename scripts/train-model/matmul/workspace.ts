/** One memory for all matrices, and their multiplication in it. */
import { compileKernel, type Kernel, tileColumns, tileRows } from './kernel.ts';
import { type Memory, webAssembly } from './web-assembly.ts';

export { tileRows };

/** Rows of floats, one after the other, inside the memory of a workspace. */
export interface Matrix {
  readonly data: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

const pageBytes = 65_536;
/** So that vectors don't straddle cache lines. */
const alignment = 64;

/**
 * Hands out matrices, and multiplies them.
 *
 * @example
 * const workspace = new Workspace(1024 * 1024);
 * const c = workspace.matrix(4, 8);
 * workspace.addProduct(c, workspace.matrix(4, 3), workspace.matrix(3, 8));
 */
export class Workspace {
  readonly #memory: Memory;
  readonly #kernel: Kernel;
  #used = 0;

  constructor(bytes: number) {
    const pages = Math.ceil(bytes / pageBytes);
    this.#memory = new webAssembly.Memory({ initial: pages, maximum: pages });
    this.#kernel = compileKernel(this.#memory);
  }

  /** A matrix of zeros; it can't be given back. */
  matrix(rows: number, columns: number): Matrix {
    const start = this.#used;
    this.#used = Math.ceil((start + rows * columns * 4) / alignment) * alignment;
    return { data: new Float32Array(this.#memory.buffer, start, rows * columns), rows, columns };
  }

  /** C += A B, in the first rows of A and C. */
  addProduct(c: Matrix, a: Matrix, b: Matrix, rows = a.rows): void {
    const shape = { rows, columns: b.columns, depth: b.rows };
    this.#run(shape, c, a, { row: a.columns, depth: 1 }, b);
  }

  /** C += A' B, summed over the first rows of A and B. */
  addTransposedProduct(c: Matrix, a: Matrix, b: Matrix, depth = a.rows): void {
    const shape = { rows: a.columns, columns: b.columns, depth };
    this.#run(shape, c, a, { row: 1, depth: a.columns }, b);
  }

  #run(
    { rows, columns, depth }: { readonly rows: number; readonly columns: number; readonly depth: number },
    c: Matrix,
    a: Matrix,
    stride: { readonly row: number; readonly depth: number },
    b: Matrix,
  ): void {
    if (rows === 0 || depth === 0) return;
    const padded = Math.ceil(rows / tileRows) * tileRows;
    if (padded > c.rows || columns % tileColumns !== 0 || c.columns !== columns) {
      throw new RangeError(`can't add ${rows} x ${columns} to ${c.rows} x ${c.columns}`);
    }
    const [aAt, bAt, cAt] = [a.data.byteOffset, b.data.byteOffset, c.data.byteOffset];
    this.#kernel(padded, columns, depth, aAt, 4 * stride.row, 4 * stride.depth, bAt, 4 * columns, cAt, 4 * columns);
  }
}

/** The transposed matrix, in `to`. */
export function transpose(from: Matrix, to: Matrix): void {
  const { rows, columns } = from;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      to.data[column * rows + row] = from.data[row * columns + column] as number;
    }
  }
}
