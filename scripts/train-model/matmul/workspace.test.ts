import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leb } from './assembler.ts';
import { type Matrix, transpose, Workspace } from './workspace.ts';

const fill = (matrix: Matrix, seed: number): Matrix => {
  for (let index = 0; index < matrix.data.length; index++) {
    matrix.data[index] = Math.fround(Math.sin(index * 1.7 + seed) * (1 + (index % 5)));
  }
  return matrix;
};

/** Every product and sum rounded to single precision, in the kernel's order. */
function expected(
  c: Matrix,
  a: (row: number, k: number) => number,
  b: Matrix,
  rows: number,
  depth: number,
): Float32Array {
  const result = Float32Array.from(c.data);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < b.columns; column++) {
      let sum = c.data[row * c.columns + column] as number;
      for (let k = 0; k < depth; k++) {
        sum = Math.fround(sum + Math.fround(a(row, k) * (b.data[k * b.columns + column] as number)));
      }
      result[row * c.columns + column] = sum;
    }
  }
  return result;
}

const shapes = fc.record({
  rows: fc.integer({ min: 1, max: 6 }).map((tiles) => 4 * tiles),
  depth: fc.integer({ min: 1, max: 40 }),
  columns: fc.integer({ min: 1, max: 5 }).map((tiles) => 8 * tiles),
  seed: fc.integer({ min: 0, max: 1000 }),
});

describe('a workspace', () => {
  it('multiplies bit for bit as single precision does', () => {
    fc.assert(
      fc.property(shapes, ({ rows, depth, columns, seed }) => {
        const workspace = new Workspace(1 << 20);
        const a = fill(workspace.matrix(rows, depth), seed);
        const b = fill(workspace.matrix(depth, columns), seed + 1);
        const c = fill(workspace.matrix(rows, columns), seed + 2);
        const wanted = expected(c, (row, k) => a.data[row * depth + k] as number, b, rows, depth);
        workspace.addProduct(c, a, b);
        expect(c.data).toEqual(wanted);
      }),
    );
  });

  it('multiplies with a transposed matrix, over as many rows as asked', () => {
    fc.assert(
      fc.property(shapes, ({ rows, depth, columns, seed }) => {
        const workspace = new Workspace(1 << 20);
        const a = fill(workspace.matrix(depth, rows), seed);
        const b = fill(workspace.matrix(depth, columns), seed + 1);
        const c = fill(workspace.matrix(rows, columns), seed + 2);
        const some = Math.ceil(depth / 2);
        const wanted = expected(c, (row, k) => a.data[k * rows + row] as number, b, rows, some);
        workspace.addTransposedProduct(c, a, b, some);
        expect(c.data).toEqual(wanted);
      }),
    );
  });

  it('refuses shapes that do not fit, and matrices beyond its memory', () => {
    const workspace = new Workspace(1 << 16);
    const [a, b] = [workspace.matrix(4, 8), workspace.matrix(8, 8)];
    expect(() => workspace.addProduct(workspace.matrix(4, 16), a, b)).toThrow("can't add 4 x 8 to 4 x 16");
    expect(() => workspace.addProduct(workspace.matrix(3, 8), a, b)).toThrow("can't add 4 x 8 to 3 x 8");
    expect(() => workspace.matrix(1000, 1000)).toThrow(RangeError);
  });

  it('transposes', () => {
    const workspace = new Workspace(1 << 16);
    const from = fill(workspace.matrix(3, 5), 1);
    const to = workspace.matrix(5, 3);
    transpose(from, to);
    expect(to.data[1 * 3 + 2]).toBe(from.data[2 * 5 + 1]);
    expect([...to.data].sort()).toEqual([...from.data].sort());
  });
});

it('leb writes seven bits a byte, the lowest first', () => {
  expect([leb(0), leb(127), leb(128), leb(624485)]).toEqual([[0], [0x7f], [0x80, 1], [0xe5, 0x8e, 0x26]]);
});
