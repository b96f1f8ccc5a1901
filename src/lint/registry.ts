/** Every rule, in the order in which the findings of one line are shown. */
import type { Rule } from './rule.ts';
import { authoringProblem } from './rules/authoring-problem.ts';
import { contextAvailability } from './rules/context-availability.ts';
import { duplicateJobId } from './rules/duplicate-job-id.ts';
import { duplicateStepId } from './rules/duplicate-step-id.ts';
import { emptySteps } from './rules/empty-steps.ts';
import { excessiveTimeout } from './rules/excessive-timeout.ts';
import { expressionInScript } from './rules/expression-in-script.ts';
import { expressionSyntax } from './rules/expression-syntax.ts';
import { impossibleComparison } from './rules/impossible-comparison.ts';
import { invalidCron } from './rules/invalid-cron.ts';
import { invalidId } from './rules/invalid-id.ts';
import { invalidInput } from './rules/invalid-input.ts';
import { invalidWait } from './rules/invalid-wait.ts';
import { matrixSize } from './rules/matrix-size.ts';
import { missingActionInput } from './rules/missing-action-input.ts';
import { mixedCondition } from './rules/mixed-condition.ts';
import { needsCycle } from './rules/needs-cycle.ts';
import { outputNotWritten } from './rules/output-not-written.ts';
import { shortInterval } from './rules/short-interval.ts';
import { tooManyInputs } from './rules/too-many-inputs.ts';
import { undeclaredNeeds } from './rules/undeclared-needs.ts';
import { unknownActionInput } from './rules/unknown-action-input.ts';
import { unknownActivityType } from './rules/unknown-activity-type.ts';
import { unknownEvent } from './rules/unknown-event.ts';
import { unknownFilter } from './rules/unknown-filter.ts';
import { unknownFunction } from './rules/unknown-function.ts';
import { unknownInput } from './rules/unknown-input.ts';
import { unknownJobOutput } from './rules/unknown-job-output.ts';
import { unknownKey } from './rules/unknown-key.ts';
import { unknownMatrixKey } from './rules/unknown-matrix-key.ts';
import { unknownNeeds } from './rules/unknown-needs.ts';
import { unknownPermission } from './rules/unknown-permission.ts';
import { unknownProperty } from './rules/unknown-property.ts';
import { unknownRunnerLabel } from './rules/unknown-runner-label.ts';
import { unknownShell } from './rules/unknown-shell.ts';
import { unknownStep } from './rules/unknown-step.ts';
import { unknownStepOutput } from './rules/unknown-step-output.ts';
import { unknownTimezone } from './rules/unknown-timezone.ts';
import { unmatchedExclude } from './rules/unmatched-exclude.ts';
import { unpinnedAction } from './rules/unpinned-action.ts';
import { untrustedScript } from './rules/untrusted-script.ts';
import { untrustedText } from './rules/untrusted-text.ts';
import { wrongArity } from './rules/wrong-arity.ts';

export const rules: readonly Rule[] = [
  expressionSyntax,
  unknownFunction,
  wrongArity,
  contextAvailability,
  mixedCondition,
  unknownEvent,
  unknownActivityType,
  unknownFilter,
  invalidCron,
  shortInterval,
  unknownTimezone,
  invalidInput,
  tooManyInputs,
  unknownInput,
  unknownPermission,
  unknownKey,
  duplicateJobId,
  duplicateStepId,
  invalidId,
  emptySteps,
  unknownNeeds,
  undeclaredNeeds,
  needsCycle,
  unknownJobOutput,
  unknownStep,
  unknownStepOutput,
  outputNotWritten,
  invalidWait,
  unknownMatrixKey,
  unmatchedExclude,
  matrixSize,
  unknownRunnerLabel,
  excessiveTimeout,
  unknownShell,
  unpinnedAction,
  unknownActionInput,
  missingActionInput,
  unknownProperty,
  impossibleComparison,
  untrustedText,
  untrustedScript,
  expressionInScript,
  authoringProblem,
];
