/** A linear layer without bias: `y = x W'`, with a row of W for every output. */
import { type Matrix, tileRows, type Workspace } from '../matmul/workspace.ts';
import type { Parameter } from '../parameters.ts';

/** Sets the first rows to 0, and those that fill up the last tile. */
export function clear(matrix: Matrix, rows: number): void {
  matrix.data.fill(0, 0, Math.ceil(rows / tileRows) * tileRows * matrix.columns);
}

export function linearForward(workspace: Workspace, y: Matrix, x: Matrix, weight: Parameter, rows: number): void {
  clear(y, rows);
  workspace.addProduct(y, x, weight.transposed, rows);
}

/** Adds to the gradients of the input and of the weight. */
export function linearBackward(
  workspace: Workspace,
  dx: Matrix,
  dy: Matrix,
  x: Matrix,
  weight: Parameter,
  rows: number,
): void {
  workspace.addProduct(dx, dy, weight.effective, rows);
  workspace.addTransposedProduct(weight.gradient, dy, x, rows);
}
