/** Several texts one after the other, for one pass through the model. */
import type { Sequence } from './layers/attention.ts';

/** One text as tokens, and which of them the model has to predict. */
export interface Example {
  readonly tokens: readonly number[];
  /** Whether a token is predicted; the first never is. */
  readonly predicted: readonly boolean[];
}

export interface Batch {
  readonly rows: number;
  readonly tokens: Int32Array;
  /** Place of each row in its own text. */
  readonly positions: Int32Array;
  readonly sequences: readonly Sequence[];
  /** The rows after which a token is predicted, and the tokens. */
  readonly targetRows: Int32Array;
  readonly targets: Int32Array;
}

/** Puts examples into one batch. */
export function packBatch(examples: readonly Example[]): Batch {
  const sequences: Sequence[] = [];
  const targetRows: number[] = [];
  const targets: number[] = [];
  let rows = 0;
  for (const { tokens, predicted } of examples) {
    sequences.push({ start: rows, length: tokens.length });
    for (let index = 1; index < tokens.length; index++) {
      if (!predicted[index]) continue;
      targetRows.push(rows + index - 1);
      targets.push(tokens[index] as number);
    }
    rows += tokens.length;
  }
  return {
    rows,
    tokens: Int32Array.from(examples.flatMap(({ tokens }) => tokens)),
    positions: Int32Array.from(sequences.flatMap(({ length }) => Array.from({ length }, (_, index) => index))),
    sequences,
    targetRows: Int32Array.from(targetRows),
    targets: Int32Array.from(targets),
  };
}
