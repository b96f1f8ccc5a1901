/**
 * Weights of -1, 0 and 1 times one scale, as BitNet b1.58 has them.
 *
 * Source: Ma et al., 2024, https://arxiv.org/abs/2402.17764
 */
import { fromFloat16, toFloat16 } from '../../src/gguf/quantize/float16.ts';

/**
 * Rounds weights to ternary ones; the gradient is passed to the unrounded weights as it is (straight through).
 *
 * The scale is the mean magnitude, rounded to half precision, so that TQ2_0 keeps it without loss.
 */
export function roundToTernary(weights: Float32Array, rounded: Float32Array): void {
  let sum = 0;
  for (const weight of weights) sum += Math.abs(weight);
  const scale = fromFloat16(toFloat16(sum / weights.length));
  for (let index = 0; index < weights.length; index++) {
    const ratio = (weights[index] as number) / scale;
    rounded[index] = Math.max(-1, Math.min(1, Math.round(ratio))) * scale;
  }
}
