/** Every rule, by topic; the findings of one line are shown in this order. */
import type { Rule } from './rule.ts';
import { artifactCollision } from './rules/artifact-collision.ts';
import { authoringProblem } from './rules/authoring-problem.ts';
import { cacheKeyAxis } from './rules/cache-key-axis.ts';
import { cacheRestoreAxis } from './rules/cache-restore-axis.ts';
import { callPermission } from './rules/call-permission.ts';
import { conflictingFilters } from './rules/conflicting-filters.ts';
import { constantCondition } from './rules/constant-condition.ts';
import { contextAvailability } from './rules/context-availability.ts';
import { doubledCount } from './rules/doubled-count.ts';
import { duplicateJobId } from './rules/duplicate-job-id.ts';
import { duplicateMatrixValue } from './rules/duplicate-matrix-value.ts';
import { duplicateName } from './rules/duplicate-name.ts';
import { duplicateStepId } from './rules/duplicate-step-id.ts';
import { emptySteps } from './rules/empty-steps.ts';
import { excessivePermissions } from './rules/excessive-permissions.ts';
import { excessiveTimeout } from './rules/excessive-timeout.ts';
import { expressionInScript } from './rules/expression-in-script.ts';
import { expressionSize } from './rules/expression-size.ts';
import { expressionSyntax } from './rules/expression-syntax.ts';
import { fileSize } from './rules/file-size.ts';
import { formatArguments } from './rules/format-arguments.ts';
import { impossibleComparison } from './rules/impossible-comparison.ts';
import { incompleteContainer } from './rules/incomplete-container.ts';
import { inheritedSecrets } from './rules/inherited-secrets.ts';
import { invalidCall } from './rules/invalid-call.ts';
import { invalidCron } from './rules/invalid-cron.ts';
import { invalidEnvFile } from './rules/invalid-env-file.ts';
import { invalidGlob } from './rules/invalid-glob.ts';
import { invalidId } from './rules/invalid-id.ts';
import { invalidInput } from './rules/invalid-input.ts';
import { invalidPort } from './rules/invalid-port.ts';
import { invalidRetention } from './rules/invalid-retention.ts';
import { invalidUses } from './rules/invalid-uses.ts';
import { invalidWait } from './rules/invalid-wait.ts';
import { lenientGate } from './rules/lenient-gate.ts';
import { linuxOnly } from './rules/linux-only.ts';
import { matrixSize } from './rules/matrix-size.ts';
import { mergeKey } from './rules/merge-key.ts';
import { missingActionInput } from './rules/missing-action-input.ts';
import { missingHealthTool } from './rules/missing-health-tool.ts';
import { missingPermission } from './rules/missing-permission.ts';
import { missingPermissions } from './rules/missing-permissions.ts';
import { missingTimeout } from './rules/missing-timeout.ts';
import { missingWorkflows } from './rules/missing-workflows.ts';
import { mixedCondition } from './rules/mixed-condition.ts';
import { needsCycle } from './rules/needs-cycle.ts';
import { outputNotWritten } from './rules/output-not-written.ts';
import { plainCredential } from './rules/plain-credential.ts';
import { respelledNumber } from './rules/respelled-number.ts';
import { retiredAction } from './rules/retired-action.ts';
import { retiredCommand } from './rules/retired-command.ts';
import { secretInScript } from './rules/secret-in-script.ts';
import { secretOnFork } from './rules/secret-on-fork.ts';
import { selfHostedFork } from './rules/self-hosted-fork.ts';
import { shortInterval } from './rules/short-interval.ts';
import { swallowedFailure } from './rules/swallowed-failure.ts';
import { tooManyInputs } from './rules/too-many-inputs.ts';
import { uncheckedDownload } from './rules/unchecked-download.ts';
import { undeclaredNeeds } from './rules/undeclared-needs.ts';
import { unknownActionInput } from './rules/unknown-action-input.ts';
import { unknownActivityType } from './rules/unknown-activity-type.ts';
import { unknownArtifact } from './rules/unknown-artifact.ts';
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
import { unknownSecret } from './rules/unknown-secret.ts';
import { unknownShell } from './rules/unknown-shell.ts';
import { unknownStep } from './rules/unknown-step.ts';
import { unknownStepOutput } from './rules/unknown-step-output.ts';
import { unknownTimezone } from './rules/unknown-timezone.ts';
import { unmatchedExclude } from './rules/unmatched-exclude.ts';
import { unpinnedAction } from './rules/unpinned-action.ts';
import { unquotedVariable } from './rules/unquoted-variable.ts';
import { unreachableJob } from './rules/unreachable-job.ts';
import { unreadResult } from './rules/unread-result.ts';
import { unsavedCache } from './rules/unsaved-cache.ts';
import { untrustedCheckout } from './rules/untrusted-checkout.ts';
import { untrustedEnvironment } from './rules/untrusted-environment.ts';
import { untrustedScript } from './rules/untrusted-script.ts';
import { untrustedText } from './rules/untrusted-text.ts';
import { unusedAnchor } from './rules/unused-anchor.ts';
import { unusedInput } from './rules/unused-input.ts';
import { wrongArity } from './rules/wrong-arity.ts';
import { wrongShell } from './rules/wrong-shell.ts';
import { wrongType } from './rules/wrong-type.ts';

/** Rules about one thing, as the page of rules shows them. */
export interface Topic {
  readonly name: string;
  readonly rules: readonly Rule[];
}

export const topics: readonly Topic[] = [
  {
    name: 'Expressions',
    rules: [
      expressionSyntax,
      expressionSize,
      unknownFunction,
      wrongArity,
      wrongType,
      formatArguments,
      contextAvailability,
      unknownProperty,
      impossibleComparison,
      constantCondition,
      mixedCondition,
    ],
  },
  {
    name: 'References',
    rules: [
      unknownNeeds,
      undeclaredNeeds,
      needsCycle,
      unknownJobOutput,
      unknownStep,
      unknownStepOutput,
      outputNotWritten,
      unknownMatrixKey,
      unknownInput,
      unknownSecret,
      invalidCall,
      callPermission,
      duplicateJobId,
      duplicateStepId,
      duplicateName,
      invalidId,
      invalidWait,
    ],
  },
  {
    name: 'Triggers',
    rules: [
      unknownEvent,
      unknownActivityType,
      unknownFilter,
      conflictingFilters,
      invalidGlob,
      invalidCron,
      shortInterval,
      unknownTimezone,
      missingWorkflows,
      invalidInput,
      tooManyInputs,
      unusedInput,
      unreachableJob,
    ],
  },
  {
    name: 'Jobs',
    rules: [
      emptySteps,
      unknownRunnerLabel,
      linuxOnly,
      missingTimeout,
      excessiveTimeout,
      matrixSize,
      duplicateMatrixValue,
      unmatchedExclude,
      respelledNumber,
      lenientGate,
      unreadResult,
      incompleteContainer,
      invalidPort,
      missingHealthTool,
    ],
  },
  {
    name: 'Actions',
    rules: [invalidUses, unpinnedAction, retiredAction, unknownActionInput, missingActionInput],
  },
  {
    name: 'Security',
    rules: [
      untrustedScript,
      untrustedText,
      untrustedEnvironment,
      expressionInScript,
      untrustedCheckout,
      secretOnFork,
      secretInScript,
      plainCredential,
      inheritedSecrets,
      selfHostedFork,
      missingPermissions,
      missingPermission,
      excessivePermissions,
      unknownPermission,
    ],
  },
  {
    name: 'Scripts',
    rules: [
      unknownShell,
      wrongShell,
      swallowedFailure,
      retiredCommand,
      unquotedVariable,
      invalidEnvFile,
      uncheckedDownload,
      doubledCount,
    ],
  },
  {
    name: 'Caches and artifacts',
    rules: [cacheKeyAxis, cacheRestoreAxis, unsavedCache, artifactCollision, unknownArtifact, invalidRetention],
  },
  {
    name: 'Files',
    rules: [unknownKey, mergeKey, unusedAnchor, fileSize, authoringProblem],
  },
];

export const rules: readonly Rule[] = topics.flatMap(({ rules: each }) => each);
