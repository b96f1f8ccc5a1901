/** Causal attention: every position of a text looks at itself and at those before it. */
import type { Matrix } from '../matmul/workspace.ts';

/** One text among the rows of a batch. */
export interface Sequence {
  readonly start: number;
  readonly length: number;
}

export interface AttentionInputs {
  readonly queries: Matrix;
  readonly keys: Matrix;
  readonly values: Matrix;
}

/** Room for the weights of a batch: for every sequence and head a square. */
export const countWeights = (sequences: readonly Sequence[], heads: number): number =>
  sequences.reduce((sum, { length }) => sum + heads * length * length, 0);

interface Head {
  /** Where the weights of its first row begin. */
  readonly weightsAt: number;
  /** Where its values begin in the first row of the sequence. */
  readonly at: number;
  readonly length: number;
}

/** Every head of every sequence, in the order of the weights. */
function listHeads(sequences: readonly Sequence[], heads: number, width: number): Head[] {
  let weightsAt = 0;
  return sequences.flatMap(({ start, length }) =>
    Array.from({ length: heads }, (_, head) => {
      const begin = weightsAt;
      weightsAt += length * length;
      return { weightsAt: begin, at: start * width + (head * width) / heads, length };
    }),
  );
}

/** Writes the mixed values to `out` and the weights, which the way back needs, to `weights`. */
export function attentionForward(
  out: Matrix,
  weights: Float32Array,
  inputs: AttentionInputs,
  sequences: readonly Sequence[],
  heads: number,
): void {
  const [queries, keys, values] = [inputs.queries.data, inputs.keys.data, inputs.values.data];
  const width = out.columns;
  const headWidth = width / heads;
  const scale = 1 / Math.sqrt(headWidth);
  for (const { weightsAt, at, length } of listHeads(sequences, heads, width)) {
    for (let query = 0; query < length; query++) {
      const [row, queryAt] = [weightsAt + query * length, at + query * width];
      for (let key = 0; key <= query; key++) {
        weights[row + key] = scale * dot(queries, queryAt, keys, at + key * width, headWidth);
      }
      softmax(weights, row, query + 1);
      out.data.fill(0, queryAt, queryAt + headWidth);
      for (let key = 0; key <= query; key++) {
        addScaled(out.data, queryAt, values, at + key * width, weights[row + key] as number, headWidth);
      }
    }
  }
}

/** Adds to the gradients of queries, keys and values. */
export function attentionBackward(
  gradients: AttentionInputs,
  dOut: Matrix,
  weights: Float32Array,
  inputs: AttentionInputs,
  sequences: readonly Sequence[],
  heads: number,
): void {
  const [queries, keys, values] = [inputs.queries.data, inputs.keys.data, inputs.values.data];
  const [dQueries, dKeys, dValues] = [gradients.queries.data, gradients.keys.data, gradients.values.data];
  const width = dOut.columns;
  const headWidth = width / heads;
  const scale = 1 / Math.sqrt(headWidth);
  const dWeights = new Float32Array(sequences.reduce((most, { length }) => Math.max(most, length), 0));
  for (const { weightsAt, at, length } of listHeads(sequences, heads, width)) {
    for (let query = 0; query < length; query++) {
      const [row, queryAt] = [weightsAt + query * length, at + query * width];
      let mean = 0;
      for (let key = 0; key <= query; key++) {
        const weight = weights[row + key] as number;
        const change = dot(dOut.data, queryAt, values, at + key * width, headWidth);
        dWeights[key] = change;
        mean += weight * change;
        addScaled(dValues, at + key * width, dOut.data, queryAt, weight, headWidth);
      }
      for (let key = 0; key <= query; key++) {
        const change = scale * (weights[row + key] as number) * ((dWeights[key] as number) - mean);
        addScaled(dQueries, queryAt, keys, at + key * width, change, headWidth);
        addScaled(dKeys, at + key * width, queries, queryAt, change, headWidth);
      }
    }
  }
}

/** Four sums side by side, as each addition would wait for the one before; `count` is a multiple of 4. */
function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, count: number): number {
  let [sum0, sum1, sum2, sum3] = [0, 0, 0, 0];
  for (let index = 0; index < count; index += 4) {
    const [left, right] = [aAt + index, bAt + index];
    sum0 += (a[left] as number) * (b[right] as number);
    sum1 += (a[left + 1] as number) * (b[right + 1] as number);
    sum2 += (a[left + 2] as number) * (b[right + 2] as number);
    sum3 += (a[left + 3] as number) * (b[right + 3] as number);
  }
  return sum0 + sum1 + (sum2 + sum3);
}

function addScaled(
  to: Float32Array,
  toAt: number,
  from: Float32Array,
  fromAt: number,
  by: number,
  count: number,
): void {
  for (let index = 0; index < count; index++) {
    to[toAt + index] = (to[toAt + index] as number) + by * (from[fromAt + index] as number);
  }
}

/** Turns scores into shares that add up to 1. */
export function softmax(scores: Float32Array, at: number, count: number): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let index = at; index < at + count; index++) most = Math.max(most, scores[index] as number);
  let sum = 0;
  for (let index = at; index < at + count; index++) {
    const share = Math.exp((scores[index] as number) - most);
    scores[index] = share;
    sum += share;
  }
  for (let index = at; index < at + count; index++) scores[index] = (scores[index] as number) / sum;
}
