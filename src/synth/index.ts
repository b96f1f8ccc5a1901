/** From pipelines to files. */
export type { Change, Comparison, GeneratedFile } from './drift.ts';
export { appliedVerbs, driftFindings, renderDrift } from './drift-report.ts';
export { findPipelineFiles } from './load.ts';
export { loadConfig } from './load-config.ts';
export { marker } from './outputs.ts';
export { isError, type Synthesis, type SynthesisOptions, synthesize } from './synthesize.ts';
export { applyChanges } from './write-files.ts';
