/**
 * The llama architecture once more, in double precision and one loop after the other: slow, and easy to check.
 *
 * The tests hold the trainer's gradients and llama.cpp's probabilities against it.
 */
import { type LayerParameter, layerParameterName, type ModelShape } from './model-shape.ts';

/** A weight matrix as numbers, row after row, by name. */
export type Weights = ReadonlyMap<string, ArrayLike<number>>;
type Vector = number[];

/** For every position the natural logarithm of each token's probability to come next. */
export function logProbabilities(shape: ModelShape, weights: Weights, tokens: readonly number[]): Vector[] {
  const embedding = weightsNamed(weights, 'token_embd.weight');
  let stream = tokens.map((token) => row(embedding, token, shape.width));
  for (let layer = 0; layer < shape.layers; layer++) {
    const of = (name: LayerParameter): ArrayLike<number> => weightsNamed(weights, layerParameterName(layer, name));
    stream = add(stream, attend(shape, of, stream));
    stream = add(stream, feedForward(shape, of, stream));
  }
  const norm = weightsNamed(weights, 'output_norm.weight');
  return stream.map((x) => logSoftmax(multiply(embedding, rmsNorm(x, norm, shape.epsilon))));
}

type LayerWeights = (name: LayerParameter) => ArrayLike<number>;

function attend(shape: ModelShape, of: LayerWeights, stream: readonly Vector[]): Vector[] {
  const normed = stream.map((x) => rmsNorm(x, of('attn_norm'), shape.epsilon));
  const queries = normed.map((x, position) => rotate(shape, multiply(of('attn_q'), x), position));
  const keys = normed.map((x, position) => rotate(shape, multiply(of('attn_k'), x), position));
  const values = normed.map((x) => multiply(of('attn_v'), x));
  return queries.map((query, position) => {
    const mixed = Array.from({ length: shape.heads }, (_, head) => {
      const part = (vector: Vector): Vector => slice(vector, head, shape.width / shape.heads);
      return mix(part(query), keys.slice(0, position + 1).map(part), values.map(part));
    });
    return multiply(of('attn_output'), mixed.flat());
  });
}

function mix(query: Vector, keys: readonly Vector[], values: readonly Vector[]): Vector {
  const scores = keys.map((key) => dot(query, key) / Math.sqrt(query.length));
  const shares = logSoftmax(scores).map(Math.exp);
  return query.map((_, column) => sum(shares.map((share, index) => share * at(values[index] ?? [], column))));
}

function feedForward(shape: ModelShape, of: LayerWeights, stream: readonly Vector[]): Vector[] {
  return stream.map((x) => {
    const normed = rmsNorm(x, of('ffn_norm'), shape.epsilon);
    const up = multiply(of('ffn_up'), normed);
    const gated = multiply(of('ffn_gate'), normed).map((gate, index) => (gate / (1 + Math.exp(-gate))) * at(up, index));
    return multiply(of('ffn_down'), gated);
  });
}

function rotate({ width, heads, ropeBase }: ModelShape, vector: Vector, position: number): Vector {
  const headWidth = width / heads;
  return vector.map((value, index) => {
    const pair = (index % headWidth) >> 1;
    const angle = position * ropeBase ** ((-2 * pair) / headWidth);
    const other = at(vector, index ^ 1);
    return value * Math.cos(angle) + (index % 2 === 0 ? -other : other) * Math.sin(angle);
  });
}

function rmsNorm(x: Vector, weight: ArrayLike<number>, epsilon: number): Vector {
  const scale = 1 / Math.sqrt(dot(x, x) / x.length + epsilon);
  return x.map((value, index) => value * scale * at(weight, index));
}

function logSoftmax(scores: Vector): Vector {
  const most = Math.max(...scores);
  const total = most + Math.log(sum(scores.map((score) => Math.exp(score - most))));
  return scores.map((score) => score - total);
}

/** Every row of the matrix times the vector. */
function multiply(matrix: ArrayLike<number>, x: Vector): Vector {
  return Array.from({ length: matrix.length / x.length }, (_, index) => dot(row(matrix, index, x.length), x));
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? Number.NaN;
const sum = (values: Vector): number => values.reduce((total, value) => total + value, 0);
const dot = (a: Vector, b: Vector): number => a.reduce((total, value, index) => total + value * at(b, index), 0);
const slice = (vector: Vector, part: number, width: number): Vector => vector.slice(part * width, (part + 1) * width);
const add = (a: readonly Vector[], b: readonly Vector[]): Vector[] =>
  a.map((vector, position) => vector.map((value, index) => value + at(b[position] ?? [], index)));
const row = (matrix: ArrayLike<number>, index: number, width: number): Vector =>
  Array.from({ length: width }, (_, column) => at(matrix, index * width + column));

function weightsNamed(weights: Weights, name: string): ArrayLike<number> {
  const found = weights.get(name);
  if (found === undefined) throw new RangeError(`there are no weights ${name}`);
  return found;
}
