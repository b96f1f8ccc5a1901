/**
 * Root mean square normalization: each row divided by its root mean square, times a weight for each column.
 *
 * Source: Zhang and Sennrich, 2019, https://arxiv.org/abs/1910.07467
 */
import type { Matrix } from '../matmul/workspace.ts';
import type { Parameter } from '../parameters.ts';

/** Keeps what the way back needs in `inverse`: one number for each row. */
export function rmsNormForward(
  y: Matrix,
  inverse: Float32Array,
  x: Matrix,
  { effective }: Parameter,
  rows: number,
  epsilon: number,
): void {
  const width = x.columns;
  const weight = effective.data;
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    let squares = 0;
    for (let column = 0; column < width; column++) squares += (x.data[from + column] as number) ** 2;
    const scale = Math.fround(1 / Math.sqrt(squares / width + epsilon));
    inverse[row] = scale;
    for (let column = 0; column < width; column++) {
      y.data[from + column] = (x.data[from + column] as number) * scale * (weight[column] as number);
    }
  }
}

/** Adds to the gradients of the input and of the weight. */
export function rmsNormBackward(
  dx: Matrix,
  dy: Matrix,
  inverse: Float32Array,
  x: Matrix,
  { effective, gradient }: Parameter,
  rows: number,
): void {
  const width = x.columns;
  const weight = effective.data;
  for (let row = 0; row < rows; row++) {
    const from = row * width;
    const scale = inverse[row] as number;
    let dot = 0;
    for (let column = 0; column < width; column++) {
      const product = (dy.data[from + column] as number) * (x.data[from + column] as number);
      dot += product * (weight[column] as number);
      gradient.data[column] = (gradient.data[column] as number) + product * scale;
    }
    const pull = (dot * scale * scale) / width;
    for (let column = 0; column < width; column++) {
      const direct = (dy.data[from + column] as number) * (weight[column] as number);
      const change = scale * (direct - pull * (x.data[from + column] as number));
      dx.data[from + column] = (dx.data[from + column] as number) + change;
    }
  }
}
