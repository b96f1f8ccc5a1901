/** The intermediate representation of workflows. */
export { events } from '../expressions/index.ts';
export { type Combination, countMatrix, expandCombinations, expandMatrix, matches } from './expand-matrix.ts';
export { type BrandingColor, type BrandingIcon, permissionScopes } from './syntax.generated.ts';
export { type ExpressionSite, expressionSites, type StepSite, stepsOf, stepsOfJob, walkSteps } from './visit.ts';
export type * from './workflow.ts';
