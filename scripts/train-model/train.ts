/** Trains a model: seeded, so that the same examples and settings give the same bits. */
import { AdamW } from './adam-w.ts';
import { type Batch, type Example, packBatch } from './batch.ts';
import { countWeights } from './layers/attention.ts';
import { Workspace } from './matmul/workspace.ts';
import { listParameters, type ModelShape } from './model-shape.ts';
import { type Capacity, Network } from './network.ts';
import { clearGradients, createParameters, type Parameters, refreshParameters } from './parameters.ts';
import { createRandom, type Random } from './random.ts';
import { learningRate } from './schedule.ts';

export interface TrainingSettings {
  readonly shape: ModelShape;
  readonly seed: number;
  readonly steps: number;
  readonly warmUp: number;
  readonly peakRate: number;
  /** Examples in one step. */
  readonly batchSize: number;
  /** Linear layers with weights of -1, 0 and 1. */
  readonly ternary: boolean;
}

export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
}

export interface TrainedModel {
  readonly shape: ModelShape;
  readonly parameters: Parameters;
  readonly network: Network;
}

/** Trains a model on the examples, each as often as every other. */
export function train(
  examples: readonly Example[],
  settings: TrainingSettings,
  onProgress: (progress: Progress) => void = () => {},
): TrainedModel {
  const { shape, seed, steps, warmUp, peakRate } = settings;
  const random = createRandom(seed);
  const batches = scheduleBatches(examples, settings, random);
  const model = createModel(shape, largest(batches, shape.heads), random, settings);
  const optimizer = new AdamW(model.parameters);
  batches.forEach((batch, step) => {
    clearGradients(model.parameters);
    const loss = model.network.train(batch);
    optimizer.step(learningRate({ steps, warmUp, peak: peakRate }, step));
    refreshParameters(model.parameters);
    onProgress({ step: step + 1, steps, loss });
  });
  return model;
}

/** A model with random weights. */
export function createModel(
  shape: ModelShape,
  capacity: Capacity,
  random: Random,
  options: { readonly ternary: boolean },
): TrainedModel {
  const workspace = new Workspace(workspaceBytes(shape, capacity));
  const parameters = createParameters(workspace, shape, random, options);
  refreshParameters(parameters);
  return { shape, parameters, network: new Network(workspace, shape, parameters, capacity) };
}

/** Goes through the examples again and again, each time in another order. */
function scheduleBatches(examples: readonly Example[], settings: TrainingSettings, random: Random): Batch[] {
  const batches: Batch[] = [];
  let left: Example[] = [];
  while (batches.length < settings.steps) {
    if (left.length < settings.batchSize) left = [...left, ...random.shuffle(examples)];
    batches.push(packBatch(left.slice(0, settings.batchSize)));
    left = left.slice(settings.batchSize);
  }
  return batches;
}

/** What the largest of the batches needs. */
export function largest(batches: readonly Batch[], heads: number): Capacity {
  const most = (of: (batch: Batch) => number): number => batches.reduce((best, batch) => Math.max(best, of(batch)), 0);
  return {
    rows: most(({ rows }) => rows),
    targets: most(({ targets }) => targets.length),
    weights: most(({ sequences }) => countWeights(sequences, heads)),
  };
}

function workspaceBytes(shape: ModelShape, { rows, targets }: Capacity): number {
  const { width, feedForward, layers, vocabulary } = shape;
  const weights = listParameters(shape).reduce((sum, each) => sum + each.rows * each.columns, 0);
  const perRow = 2 * layers * (9 * width + 3 * feedForward) + 2 * width;
  const floats = 4 * weights + (rows + 4) * perRow + (targets + 4) * (4 * width + vocabulary);
  // Beginnings are aligned: a little is lost before each matrix.
  return 4 * floats + 64 * 100 * (layers + 1);
}
