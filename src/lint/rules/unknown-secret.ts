/** Reports a secret that a workflow reads and does not ask its callers for. */
import { suggest } from '../../diagnostics/suggest.ts';
import type { Trigger } from '../../model/index.ts';
import { isFields, sameName } from '../data-shapes.ts';
import { references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

/** What every run has, and what switches its log to more detail. */
const always = ['GITHUB_TOKEN', 'ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG'];

export const unknownSecret: Rule = {
  id: 'unknown-secret',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callsecrets
  why: 'A workflow that is called gets the secrets that its caller passes, and a caller can pass by name only those that the workflow declares. A secret it reads without declaring it is empty, unless the caller passes all of its own with `secrets: inherit`.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const trigger = document.kind === 'workflow' && document.on.length === 1 ? document.on[0] : undefined;
    if (trigger?.event !== 'workflow_call' || !isFields(trigger.secrets)) return;
    const declared = Object.keys(trigger.secrets);
    for (const { site, name } of references(expressions, 'secrets')) {
      // The environment of a job brings secrets of its own.
      if (site.job?.kind === 'job' && site.job.environment) continue;
      if ([...declared, ...always].some((each) => sameName(each, name))) continue;
      yield {
        ...inSite(site),
        message: `the workflow reads secrets.${name}, which no caller can pass by name`,
        hint: misspelled(name, declared) ?? declareIt(trigger),
        severity: 'warning',
      };
    }
  },
};

function misspelled(name: string, declared: readonly string[]): string | undefined {
  const nearest = suggest(name, declared);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

const declareIt = (trigger: Trigger): string =>
  isYaml(trigger) ? 'declare it in on.workflow_call.secrets' : 'declare it: workflowCall: { secrets: … }';
