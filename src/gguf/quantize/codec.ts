/** How the values of a tensor become bytes, and bytes values. */

export interface Codec {
  /** Values in one block; a tensor's rows are a multiple of it. */
  readonly blockValues: number;
  readonly blockBytes: number;
  /** Writes the block of values that begins at `from` to `to`. */
  encode(values: Float32Array, from: number, bytes: DataView, to: number): void;
  decode(bytes: DataView, from: number, values: Float32Array, to: number): void;
}

/** The largest magnitude in a block, in single precision. */
export function largest(values: Float32Array, from: number, count: number): number {
  let most = 0;
  for (let index = from; index < from + count; index++) most = Math.max(most, Math.abs(values[index] ?? 0));
  return most;
}

/** To the nearest, ties away from zero, as C's roundf. */
export const roundAway = (value: number): number => Math.sign(value) * Math.floor(Math.abs(value) + 0.5);
