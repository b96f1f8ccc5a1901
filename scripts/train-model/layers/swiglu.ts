/**
 * The gate of the feed-forward part: `silu(gate) * up`, with `silu(x) = x / (1 + exp(-x))`.
 *
 * Source: Shazeer, 2020, https://arxiv.org/abs/2002.05202
 */

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export function swigluForward(out: Float32Array, gate: Float32Array, up: Float32Array, count: number): void {
  for (let index = 0; index < count; index++) {
    const x = gate[index] as number;
    out[index] = x * sigmoid(x) * (up[index] as number);
  }
}

/** Sets the gradients of gate and up. */
export function swigluBackward(
  gradients: { readonly gate: Float32Array; readonly up: Float32Array },
  dOut: Float32Array,
  gate: Float32Array,
  up: Float32Array,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    const x = gate[index] as number;
    const share = sigmoid(x);
    const change = dOut[index] as number;
    gradients.up[index] = change * x * share;
    gradients.gate[index] = change * (up[index] as number) * share * (1 + x * (1 - share));
  }
}
