/** One layer: attention, then the feed-forward part, each on a normed copy of the stream and added to it. */
import { type AttentionInputs, attentionBackward, attentionForward, type Sequence } from './layers/attention.ts';
import { clear, linearBackward, linearForward } from './layers/linear.ts';
import { rmsNormBackward, rmsNormForward } from './layers/rms-norm.ts';
import { type RotaryTable, rotate } from './layers/rotary.ts';
import { swigluBackward, swigluForward } from './layers/swiglu.ts';
import type { Matrix, Workspace } from './matmul/workspace.ts';
import { type LayerParameter, layerParameterName, layerParameters, type ModelShape } from './model-shape.ts';
import { type Parameter, type Parameters, parameterNamed } from './parameters.ts';

/** Which rows belong together, and where in its text each stands. */
export interface Placement {
  readonly rows: number;
  readonly heads: number;
  readonly positions: Int32Array;
  readonly sequences: readonly Sequence[];
  readonly rotary: RotaryTable;
}

const wide = ['input', 'normed', 'queries', 'keys', 'values', 'mixed', 'middle', 'normedMiddle', 'out'] as const;
const deep = ['gate', 'up', 'hidden'] as const;
type Buffers = Readonly<Record<(typeof wide)[number] | (typeof deep)[number], Matrix>>;

function createBuffers(workspace: Workspace, { width, feedForward }: ModelShape, rows: number): Buffers {
  return Object.fromEntries([
    ...wide.map((name) => [name, workspace.matrix(rows, width)]),
    ...deep.map((name) => [name, workspace.matrix(rows, feedForward)]),
  ]) as Buffers;
}

export class TransformerLayer {
  readonly #workspace: Workspace;
  readonly #epsilon: number;
  readonly #weights: Readonly<Record<LayerParameter, Parameter>>;
  /** What the way back needs of the way forward, and the gradients of it. */
  readonly #kept: Buffers;
  readonly #gradients: Buffers;
  readonly #inverse: Float32Array;
  readonly #inverseMiddle: Float32Array;
  readonly #attention: Float32Array;

  constructor(
    workspace: Workspace,
    shape: ModelShape,
    parameters: Parameters,
    layer: number,
    rows: number,
    attentionWeights: number,
  ) {
    this.#workspace = workspace;
    this.#epsilon = shape.epsilon;
    this.#weights = Object.fromEntries(
      layerParameters.map((name) => [name, parameterNamed(parameters, layerParameterName(layer, name))]),
    ) as Record<LayerParameter, Parameter>;
    this.#kept = createBuffers(workspace, shape, rows);
    this.#gradients = createBuffers(workspace, shape, rows);
    this.#inverse = new Float32Array(rows);
    this.#inverseMiddle = new Float32Array(rows);
    this.#attention = new Float32Array(attentionWeights);
  }

  /** Replaces the first rows of the stream by what this layer makes of them. */
  forward(stream: Matrix, place: Placement): void {
    const count = place.rows * stream.columns;
    const { input, middle, out } = this.#kept;
    copy(input, stream, count);
    this.#attend(place);
    copy(middle, input, count);
    add(middle, out, count);
    this.#feedForward(place.rows);
    copy(stream, middle, count);
    add(stream, out, count);
  }

  #attend({ rows, heads, positions, sequences, rotary }: Placement): void {
    const { input, normed, queries, keys, values, mixed, out } = this.#kept;
    const weights = this.#weights;
    rmsNormForward(normed, this.#inverse, input, weights.attn_norm, rows, this.#epsilon);
    linearForward(this.#workspace, queries, normed, weights.attn_q, rows);
    linearForward(this.#workspace, keys, normed, weights.attn_k, rows);
    linearForward(this.#workspace, values, normed, weights.attn_v, rows);
    rotate(queries, rotary, positions, rows, 1);
    rotate(keys, rotary, positions, rows, 1);
    attentionForward(mixed, this.#attention, { queries, keys, values }, sequences, heads);
    linearForward(this.#workspace, out, mixed, weights.attn_output, rows);
  }

  #feedForward(rows: number): void {
    const { middle, normedMiddle, gate, up, hidden, out } = this.#kept;
    const weights = this.#weights;
    rmsNormForward(normedMiddle, this.#inverseMiddle, middle, weights.ffn_norm, rows, this.#epsilon);
    linearForward(this.#workspace, gate, normedMiddle, weights.ffn_gate, rows);
    linearForward(this.#workspace, up, normedMiddle, weights.ffn_up, rows);
    swigluForward(hidden.data, gate.data, up.data, rows * gate.columns);
    linearForward(this.#workspace, out, hidden, weights.ffn_down, rows);
  }

  /** Replaces the gradient of what this layer gave by the gradient of what it got. */
  backward(dStream: Matrix, place: Placement): void {
    const count = place.rows * dStream.columns;
    const { middle, input } = this.#gradients;
    copy(middle, dStream, count);
    this.#feedBack(dStream, place.rows);
    copy(input, middle, count);
    this.#attendBack(middle, place);
    copy(dStream, input, count);
  }

  /** From the gradient of the feed-forward part's result to that of its input, added to the middle's. */
  #feedBack(dOut: Matrix, rows: number): void {
    const kept = this.#kept;
    const { middle, normedMiddle, gate, up, hidden } = this.#gradients;
    const weights = this.#weights;
    clear(hidden, rows);
    linearBackward(this.#workspace, hidden, dOut, kept.hidden, weights.ffn_down, rows);
    const gradients = { gate: gate.data, up: up.data };
    swigluBackward(gradients, hidden.data, kept.gate.data, kept.up.data, rows * gate.columns);
    clear(normedMiddle, rows);
    linearBackward(this.#workspace, normedMiddle, gate, kept.normedMiddle, weights.ffn_gate, rows);
    linearBackward(this.#workspace, normedMiddle, up, kept.normedMiddle, weights.ffn_up, rows);
    rmsNormBackward(middle, normedMiddle, this.#inverseMiddle, kept.middle, weights.ffn_norm, rows);
  }

  /** The same for attention, added to the input's. */
  #attendBack(dOut: Matrix, { rows, heads, positions, sequences, rotary }: Placement): void {
    const kept = this.#kept;
    const { input, normed, queries, keys, values, mixed } = this.#gradients;
    const weights = this.#weights;
    for (const each of [mixed, queries, keys, values, normed]) clear(each, rows);
    linearBackward(this.#workspace, mixed, dOut, kept.mixed, weights.attn_output, rows);
    const inputs: AttentionInputs = { queries: kept.queries, keys: kept.keys, values: kept.values };
    attentionBackward({ queries, keys, values }, mixed, this.#attention, inputs, sequences, heads);
    rotate(queries, rotary, positions, rows, -1);
    rotate(keys, rotary, positions, rows, -1);
    linearBackward(this.#workspace, normed, queries, kept.normed, weights.attn_q, rows);
    linearBackward(this.#workspace, normed, keys, kept.normed, weights.attn_k, rows);
    linearBackward(this.#workspace, normed, values, kept.normed, weights.attn_v, rows);
    rmsNormBackward(input, normed, this.#inverse, kept.input, weights.attn_norm, rows);
  }
}

function copy(to: Matrix, from: Matrix, count: number): void {
  to.data.set(from.data.subarray(0, count));
}

function add(to: Matrix, from: Matrix, count: number): void {
  for (let index = 0; index < count; index++)
    to.data[index] = (to.data[index] as number) + (from.data[index] as number);
}
