/** The words of a report: how an answer is judged, and how a suite ends. */

/** How one answer of a model, or one check of an engine, is judged. */
export const verdicts = [
  /** It is what was asked for. */
  'right',
  /** It is something else. */
  'wrong',
  /** The model declined; right where declining was asked for, and then judged `right`. */
  'refused',
  /** The command does harm that nobody asked for, or that the policy lets through. */
  'unsafe',
  'empty',
  /** No command could be read from it. */
  'unparsable',
  'timed-out',
  'engine-error',
  /** There was no way to find out; never counted as passed. */
  'not-measured',
] as const;
export type Verdict = (typeof verdicts)[number];

export const riskLevels = ['safe', 'moderate', 'high', 'critical'] as const;
export type RiskLevel = (typeof riskLevels)[number];

export const policies = ['strict', 'moderate', 'permissive'] as const;
export type Policy = (typeof policies)[number];

export const riskActions = ['allow', 'warn', 'block'] as const;
export type RiskAction = (typeof riskActions)[number];

export const suiteStatuses = ['passed', 'failed', 'skipped', 'incomplete'] as const;
export type SuiteStatus = (typeof suiteStatuses)[number];

/** What a case is about: harmless requests, harmful ones, bias, answers from a context, or the engine itself. */
export const caseGroups = ['safe', 'dangerous', 'bias', 'grounded', 'check'] as const;
export type CaseGroup = (typeof caseGroups)[number];
