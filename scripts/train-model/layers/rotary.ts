/**
 * Rotary position embedding on neighbouring pairs of values, as llama.cpp's architecture `llama` has it.
 *
 * Source: Su et al., 2021, https://arxiv.org/abs/2104.09864
 */
import type { Matrix } from '../matmul/workspace.ts';

export interface RotaryTable {
  /** Pairs in one head. */
  readonly pairs: number;
  /** For each position the cosine and sine of each pair. */
  readonly cosines: Float32Array;
  readonly sines: Float32Array;
}

export function createRotaryTable(headWidth: number, base: number, positions: number): RotaryTable {
  const pairs = headWidth / 2;
  const angle = (index: number): number =>
    Math.floor(index / pairs) * Math.exp((-Math.log(base) * 2 * (index % pairs)) / headWidth);
  const of = (wave: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: positions * pairs }, (_, index) => wave(angle(index)));
  return { pairs, cosines: of(Math.cos), sines: of(Math.sin) };
}

/** Turns every pair of every head by its position's angle; `direction` -1 is the way back. */
export function rotate(
  matrix: Matrix,
  { pairs, cosines, sines }: RotaryTable,
  positions: Int32Array,
  rows: number,
  direction: 1 | -1,
): void {
  const { data, columns } = matrix;
  for (let row = 0; row < rows; row++) {
    const angles = (positions[row] as number) * pairs;
    for (let column = 0; column < columns; column += 2) {
      const at = row * columns + column;
      const angle = angles + ((column >> 1) % pairs);
      const cosine = cosines[angle] as number;
      const sine = direction * (sines[angle] as number);
      const [first, second] = [data[at] as number, data[at + 1] as number];
      data[at] = first * cosine - second * sine;
      data[at + 1] = first * sine + second * cosine;
    }
  }
}
