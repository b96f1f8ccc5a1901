import { describe, expect, it } from 'vitest';
import { type Example, packBatch } from './batch.ts';
import { listParameters, type ModelShape } from './model-shape.ts';
import { clearGradients, refreshParameters } from './parameters.ts';
import { createRandom } from './random.ts';
import { logProbabilities } from './reference-forward.ts';
import { createModel, largest, type TrainedModel } from './train.ts';

const shape: ModelShape = {
  vocabulary: 24,
  width: 16,
  layers: 2,
  heads: 2,
  feedForward: 24,
  ropeBase: 10_000,
  epsilon: 1e-5,
  context: 16,
};

const random = createRandom(3);
const randomExample = (length: number): Example => ({
  tokens: Array.from({ length }, () => Math.floor(random.uniform() * shape.vocabulary)),
  predicted: Array.from({ length }, (_, index) => index > 0 && index % 3 !== 0),
});
const examples = [randomExample(7), randomExample(4), randomExample(6)];
const batch = packBatch(examples);

function randomModel(): TrainedModel {
  const model = createModel(shape, largest([batch], shape.heads), random, { ternary: false });
  // Norms that are all 1 would hide a mistake in where they are applied.
  for (const { shape: each, values } of model.parameters.values()) {
    if (each.kind === 'norm') values.data.set(Array.from(values.data, () => 1 + 0.3 * random.normal()));
  }
  refreshParameters(model.parameters);
  return model;
}

const doubles = (model: TrainedModel): Map<string, Float64Array> =>
  new Map([...model.parameters].map(([name, { values }]) => [name, Float64Array.from(values.data)]));

/** The loss of the batch, from the reference. */
function referenceLoss(weights: ReadonlyMap<string, Float64Array>): number {
  const losses = examples.flatMap(({ tokens, predicted }) => {
    const positions = logProbabilities(shape, weights, tokens);
    return tokens.flatMap((token, index) => (predicted[index] ? [-(positions[index - 1]?.[token] ?? Number.NaN)] : []));
  });
  return losses.reduce((total, loss) => total + loss, 0) / losses.length;
}

describe('the backward pass', () => {
  const model = randomModel();
  clearGradients(model.parameters);
  const loss = model.network.train(batch);
  const weights = doubles(model);

  it('begins with the loss of the reference', () => {
    expect(loss).toBeCloseTo(referenceLoss(weights), 5);
  });

  it.each(listParameters(shape).map(({ name }) => name))('has the slope of the loss for %s', (name) => {
    const values = weights.get(name) ?? new Float64Array();
    const gradient = model.parameters.get(name)?.gradient.data ?? new Float32Array();
    const scale = Math.max(...gradient.map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    for (let sample = 0; sample < 12; sample++) {
      const index = Math.floor(random.uniform() * values.length);
      const slope = centralDifference(values, index, () => referenceLoss(weights));
      expect(Math.abs((gradient[index] ?? Number.NaN) - slope)).toBeLessThan(1e-4 * scale);
    }
  });
});

function centralDifference(values: Float64Array, index: number, loss: () => number): number {
  const step = 1e-5;
  const kept = values[index] ?? Number.NaN;
  values[index] = kept + step;
  const above = loss();
  values[index] = kept - step;
  const below = loss();
  values[index] = kept;
  return (above - below) / (2 * step);
}
