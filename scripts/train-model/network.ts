/** The llama architecture: forward through all layers, and back with the gradients. */
import type { Batch } from './batch.ts';
import { crossEntropy } from './layers/cross-entropy.ts';
import { clear, linearBackward, linearForward } from './layers/linear.ts';
import { rmsNormBackward, rmsNormForward } from './layers/rms-norm.ts';
import { createRotaryTable, type RotaryTable } from './layers/rotary.ts';
import { type Matrix, tileRows, type Workspace } from './matmul/workspace.ts';
import type { ModelShape } from './model-shape.ts';
import { type Parameter, type Parameters, parameterNamed } from './parameters.ts';
import { TransformerLayer } from './transformer-layer.ts';

/** The largest batch that a network can take. */
export interface Capacity {
  readonly rows: number;
  readonly targets: number;
  /** Attention weights of one layer; see `countWeights`. */
  readonly weights: number;
}

export class Network {
  readonly #workspace: Workspace;
  readonly #shape: ModelShape;
  readonly #embedding: Parameter;
  readonly #norm: Parameter;
  readonly #layers: readonly TransformerLayer[];
  readonly #rotary: RotaryTable;
  /** The residual stream and its gradient. */
  readonly #stream: Matrix;
  readonly #dStream: Matrix;
  /** The rows that predict something: before and after the last norm. */
  readonly #last: Matrix;
  readonly #normed: Matrix;
  readonly #dLast: Matrix;
  readonly #dNormed: Matrix;
  readonly #inverse: Float32Array;
  readonly #logits: Matrix;

  constructor(workspace: Workspace, shape: ModelShape, parameters: Parameters, capacity: Capacity) {
    const rows = Math.ceil(capacity.rows / tileRows) * tileRows;
    const targets = Math.ceil(capacity.targets / tileRows) * tileRows;
    const { width, heads } = shape;
    this.#workspace = workspace;
    this.#shape = shape;
    this.#embedding = parameterNamed(parameters, 'token_embd.weight');
    this.#norm = parameterNamed(parameters, 'output_norm.weight');
    this.#rotary = createRotaryTable(width / heads, shape.ropeBase, shape.context);
    this.#layers = Array.from(
      { length: shape.layers },
      (_, layer) => new TransformerLayer(workspace, shape, parameters, layer, rows, capacity.weights),
    );
    this.#stream = workspace.matrix(rows, width);
    this.#dStream = workspace.matrix(rows, width);
    this.#last = workspace.matrix(targets, width);
    this.#normed = workspace.matrix(targets, width);
    this.#dLast = workspace.matrix(targets, width);
    this.#dNormed = workspace.matrix(targets, width);
    this.#inverse = new Float32Array(targets);
    this.#logits = workspace.matrix(targets, shape.vocabulary);
  }

  /** The loss of a batch; adds its gradients to those of the parameters. */
  train(batch: Batch): number {
    this.#forward(batch);
    const loss = crossEntropy(this.#logits, batch.targets);
    this.#backward(batch);
    return loss;
  }

  /** For every target the scores of all tokens; they hold until the next call. */
  predict(batch: Batch): Matrix {
    this.#forward(batch);
    return this.#logits;
  }

  #forward({ tokens, positions, sequences, targetRows, rows }: Batch): void {
    const { width, heads, epsilon } = this.#shape;
    const embedding = this.#embedding.effective.data;
    clear(this.#stream, rows);
    tokens.forEach((token, row) => {
      this.#stream.data.set(embedding.subarray(token * width, (token + 1) * width), row * width);
    });
    const place = { positions, sequences, rows, heads, rotary: this.#rotary };
    for (const layer of this.#layers) layer.forward(this.#stream, place);
    targetRows.forEach((row, index) => {
      this.#last.data.set(this.#stream.data.subarray(row * width, (row + 1) * width), index * width);
    });
    rmsNormForward(this.#normed, this.#inverse, this.#last, this.#norm, targetRows.length, epsilon);
    linearForward(this.#workspace, this.#logits, this.#normed, this.#embedding, targetRows.length);
  }

  #backward({ tokens, positions, sequences, targetRows, rows }: Batch): void {
    const { width, heads } = this.#shape;
    const targets = targetRows.length;
    clear(this.#dNormed, targets);
    linearBackward(this.#workspace, this.#dNormed, this.#logits, this.#normed, this.#embedding, targets);
    clear(this.#dLast, targets);
    rmsNormBackward(this.#dLast, this.#dNormed, this.#inverse, this.#last, this.#norm, targets);
    clear(this.#dStream, rows);
    targetRows.forEach((row, index) => {
      this.#dStream.data.set(this.#dLast.data.subarray(index * width, (index + 1) * width), row * width);
    });
    const place = { positions, sequences, rows, heads, rotary: this.#rotary };
    for (const layer of this.#layers.toReversed()) layer.backward(this.#dStream, place);
    const gradient = this.#embedding.gradient.data;
    tokens.forEach((token, row) => {
      for (let column = 0; column < width; column++) {
        const at = token * width + column;
        gradient[at] = (gradient[at] as number) + (this.#dStream.data[row * width + column] as number);
      }
    });
  }
}
