/** What authoring, the command line and other programs agree on. */
export { exitCodes } from './exit-codes.ts';
export { type FindingsReport, findingSchema, findingsReportSchema } from './findings.ts';
export { type GateId, type GateLimits, gateLimitsSchema } from './gates.ts';
export { type PlanReport, planReportSchema } from './plan.ts';
export {
  type Attempt,
  attemptSchema,
  type CaseReport,
  caseReportSchema,
  type Gate,
  gateSchema,
  type Measurement,
  measurementSchema,
  type Report,
  reportSchema,
  testInstrumentNote,
} from './report.ts';
export {
  type CaseGroup,
  caseGroups,
  type Policy,
  policies,
  type RiskAction,
  type RiskLevel,
  riskActions,
  riskLevels,
  type SuiteStatus,
  suiteStatuses,
  type Verdict,
  verdicts,
} from './verdicts.ts';
