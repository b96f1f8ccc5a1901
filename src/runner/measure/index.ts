/** What suites measure, and how numbers are written. */
export { consistency, consistencyId } from './consistency.ts';
export { formatAmount, formatShare } from './format.ts';
export { currentMemory, peakMemory, settledMemory } from './memory.ts';
export { mean, percentile, sum } from './percentile.ts';
export { type AnswerSample, type SuiteSamples, summarise } from './summarise.ts';
