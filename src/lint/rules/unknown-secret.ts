/** Reports a secret that can't exist, and one that a workflow reads and does not ask its callers for. */
import { suggest } from '../../diagnostics/suggest.ts';
import type { Document, Trigger } from '../../model/index.ts';
import { fieldsOf, isFields, sameName } from '../data-shapes.ts';
import { type Reference, references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

/** What every run has, and what switches its log to more detail. */
const always = ['GITHUB_TOKEN', 'ACTIONS_STEP_DEBUG', 'ACTIONS_RUNNER_DEBUG'];

export const unknownSecret: Rule = {
  id: 'unknown-secret',
  // Sources: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onworkflow_callsecrets
  // and https://docs.github.com/actions/reference/security/secrets#naming-your-secrets
  why: 'A workflow that is called gets the secrets that its caller passes, and a caller can pass by name only those that the workflow declares. A secret it reads without declaring it is empty, unless the caller passes all of its own with `secrets: inherit`. No secret can be given a name that starts with `GITHUB_`: beside `GITHUB_TOKEN` such a name reads as empty text.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const reference of references(expressions, 'secrets')) {
      const problem = ofReservedName(reference, document) ?? ofCall(reference, document);
      if (problem) yield { ...inSite(reference.site), ...problem, severity: 'warning' };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;

/** Not an error: a repository may still have a secret from the time before GitHub refused such names. */
function ofReservedName({ name }: Reference, document: Document): Problem | undefined {
  if (!/^GITHUB_/i.test(name) || sameName(name, 'GITHUB_TOKEN')) return undefined;
  // A workflow that is called chooses by itself how it calls what it gets.
  const calls = document.kind === 'workflow' ? document.on.filter(({ event }) => event === 'workflow_call') : [];
  if (calls.some(({ secrets }) => Object.keys(fieldsOf(secrets)).some((each) => sameName(each, name))))
    return undefined;
  return {
    message: `there can't be a secret "${name}": GitHub takes no names that start with GITHUB_`,
    hint: `store it under another name, such as ${name.replace(/^GITHUB_/i, 'GH_')}; the token of the run is secrets.GITHUB_TOKEN`,
  };
}

function ofCall({ site, name }: Reference, document: Document): Problem | undefined {
  const trigger = document.kind === 'workflow' && document.on.length === 1 ? document.on[0] : undefined;
  if (trigger?.event !== 'workflow_call' || !isFields(trigger.secrets)) return undefined;
  // The environment of a job brings secrets of its own.
  if (site.job?.kind === 'job' && site.job.environment) return undefined;
  const declared = Object.keys(trigger.secrets);
  if ([...declared, ...always].some((each) => sameName(each, name))) return undefined;
  return {
    message: `the workflow reads secrets.${name}, which no caller can pass by name`,
    hint: misspelled(name, declared) ?? declareIt(trigger),
  };
}

function misspelled(name: string, declared: readonly string[]): string | undefined {
  const nearest = suggest(name, declared);
  return nearest === undefined ? undefined : `did you mean "${nearest}"?`;
}

const declareIt = (trigger: Trigger): string =>
  isYaml(trigger) ? 'declare it in on.workflow_call.secrets' : 'declare it: workflowCall: { secrets: … }';
