/**
 * The optimizer AdamW, with gradients cut to a norm of 1.
 *
 * Source: Loshchilov and Hutter, 2019, https://arxiv.org/abs/1711.05101
 */
import type { Parameter, Parameters } from './parameters.ts';

export interface AdamWSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Share of the learning rate by which matrices shrink at every step. */
  readonly weightDecay: number;
}

export const usualSettings: AdamWSettings = { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: 0.01 };

interface Moments {
  readonly first: Float32Array;
  readonly second: Float32Array;
}

export class AdamW {
  readonly #settings: AdamWSettings;
  readonly #parameters: Parameters;
  readonly #moments: ReadonlyMap<string, Moments>;
  /** Powers of the betas, which correct the moments' slow start. */
  #power1 = 1;
  #power2 = 1;

  constructor(parameters: Parameters, settings = usualSettings) {
    this.#parameters = parameters;
    this.#settings = settings;
    this.#moments = new Map(
      [...parameters].map(([name, { values }]) => {
        const length = values.data.length;
        return [name, { first: new Float32Array(length), second: new Float32Array(length) }];
      }),
    );
  }

  /** Moves every value against its gradient. */
  step(learningRate: number): void {
    this.#power1 *= this.#settings.beta1;
    this.#power2 *= this.#settings.beta2;
    const cut = Math.min(1, 1 / (gradientNorm(this.#parameters) + 1e-12));
    for (const [name, parameter] of this.#parameters) {
      this.#move(parameter, this.#moments.get(name) as Moments, learningRate, cut);
    }
  }

  #move({ shape, values, gradient }: Parameter, { first, second }: Moments, learningRate: number, cut: number): void {
    const { beta1, beta2, epsilon, weightDecay } = this.#settings;
    const rate = learningRate / (1 - this.#power1);
    const correction = 1 / (1 - this.#power2);
    const kept = shape.kind === 'norm' ? 1 : 1 - learningRate * weightDecay;
    for (let index = 0; index < values.data.length; index++) {
      const slope = cut * (gradient.data[index] as number);
      const mean = beta1 * (first[index] as number) + (1 - beta1) * slope;
      const square = beta2 * (second[index] as number) + (1 - beta2) * slope * slope;
      first[index] = mean;
      second[index] = square;
      const change = (rate * mean) / (Math.sqrt(square * correction) + epsilon);
      values.data[index] = kept * (values.data[index] as number) - change;
    }
  }
}

function gradientNorm(parameters: Parameters): number {
  let squares = 0;
  for (const { gradient } of parameters.values()) {
    for (let index = 0; index < gradient.data.length; index++) squares += (gradient.data[index] as number) ** 2;
  }
  return Math.sqrt(squares);
}
