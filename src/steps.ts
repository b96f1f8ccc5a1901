/** The steps of the inference runner, imported from `pipewright/steps`: apart, so that others load no schemas. */
export {
  type InferenceStepOptions,
  inference,
  type QualityStepOptions,
  quality,
  type RunnerStepOptions,
  type SetupPipewrightOptions,
  type SuiteStep,
  setupPipewright,
} from './authoring/runner-steps.ts';
export type { InferenceOptions, QualityOptions } from './contract/suite-options.ts';
export { builtinModels } from './models/catalog.ts';
export { filterModels, findModel } from './models/lookup.ts';
