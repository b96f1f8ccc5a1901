/** The runner's API: what programs that run suites themselves import from `pipewright/runner`. */
export {
  type Attempt,
  type CaseReport,
  type Gate,
  type GateLimits,
  type Measurement,
  type Report,
  reportSchema,
} from './contract/index.ts';
export { builtinModels, filterModels, findModel, type ResolvedModel, resolveModel } from './models/index.ts';
export { evaluateGates, samplesToProve, wilsonLowerBound } from './runner/gates/index.ts';
