/** The inference suite. */
export type { Check, CheckContext, CheckResult, CheckSettings } from './check.ts';
export { checks, checksOf } from './registry.ts';
export { type InferenceRun, runInferenceSuite } from './run-inference.ts';
