/**
 * The runner's API: what programs that run suites themselves import from `pipewright/runner`.
 *
 * @example
 * const model = await resolveModel({ model: 'qwen-0.5b-q4', config: { models: [], generated: 'generated' }, root: '.' });
 * const engine = createEngine({ engine: 'llama' });
 * const { files } = await readCases(['fixtures/prompts'], { root: '.' });
 * const judge = await loadJudge({ policy: 'strict' });
 * const cases = files.flatMap((file) => file.cases);
 * const settings = { repeat: 1, seed: 42, temperature: 0, timeoutMs: 60_000 };
 * const result = await runQuality({ engine, model: model.path, cases, judge, root: '.', ...settings });
 */
export {
  type Attempt,
  type CaseReport,
  type Gate,
  type GateLimits,
  type Measurement,
  type Policy,
  type Report,
  type RiskAction,
  type RiskLevel,
  reportSchema,
  type Verdict,
} from './contract/index.ts';
export { builtinModels, filterModels, findModel, type ResolvedModel, resolveModel } from './models/index.ts';
export { assembleReport, type ReportInput } from './runner/assemble-report.ts';
export { type CaseFile, lintCases, parseCases, readCases, type TestCase } from './runner/cases/index.ts';
export {
  createEngine,
  detectEngine,
  type Engine,
  type EngineChoice,
  EngineError,
  type Generation,
  type LoadedModel,
  type Message,
} from './runner/engines/index.ts';
export { evaluateGates, samplesToProve, wilsonLowerBound } from './runner/gates/index.ts';
export { type FormatName, mergeReports, readReport, writeFormats, writeReport } from './runner/reports/index.ts';
export { decide, loadRisk, type RiskAssessment } from './runner/risk/index.ts';
export { type Judge, type Judgement, loadJudge } from './runner/scoring/index.ts';
export { checksOf, runInferenceSuite } from './runner/suites/inference/index.ts';
export { type QualityRun, runQuality } from './runner/suites/quality/run-quality.ts';
export type { SuiteResult } from './runner/suites/suite.ts';
