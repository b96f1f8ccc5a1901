/** Gates: what a suite must meet, and what its numbers prove. */
export { evaluateGates, nothingLearned, statusOf } from './evaluate.ts';
export type { GateDefinition, GateInput } from './gate.ts';
export { gates } from './registry.ts';
export { normalQuantile, samplesToProve, wilsonLowerBound } from './statistics.ts';
