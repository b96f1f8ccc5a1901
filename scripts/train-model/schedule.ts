/** How large the steps are: up in a straight line, then down along half a cosine. */

export interface Schedule {
  readonly steps: number;
  readonly warmUp: number;
  readonly peak: number;
}

/** The learning rate of a step, counted from 0. */
export function learningRate({ steps, warmUp, peak }: Schedule, step: number): number {
  if (step < warmUp) return (peak * (step + 1)) / warmUp;
  const share = (step - warmUp) / Math.max(1, steps - warmUp);
  return peak * 0.5 * (1 + Math.cos(Math.PI * share));
}
