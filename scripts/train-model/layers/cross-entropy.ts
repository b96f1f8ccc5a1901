/** The loss: how surprised the model is by each token it should have predicted. */
import type { Matrix } from '../matmul/workspace.ts';
import { softmax } from './attention.ts';

/**
 * The mean of `-log p(target)` over the rows; puts its gradient in the place of the scores.
 *
 * @param logits one row of scores for each target
 */
export function crossEntropy({ data, columns }: Matrix, targets: Int32Array): number {
  let loss = 0;
  for (let row = 0; row < targets.length; row++) {
    const at = row * columns;
    softmax(data, at, columns);
    const target = at + (targets[row] as number);
    loss -= Math.log(Math.max(data[target] as number, 1e-30));
    data[target] = (data[target] as number) - 1;
  }
  for (let index = 0; index < targets.length * columns; index++) data[index] = (data[index] as number) / targets.length;
  return loss / targets.length;
}
