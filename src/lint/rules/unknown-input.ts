/** Reports an input that the workflow or the action does not declare. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Document } from '../../model/index.ts';
import { sameName } from '../data-shapes.ts';
import { eventsOf, inputEntries, inputsOf, references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unknownInput: Rule = {
  id: 'unknown-input',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#inputs-context
  why: 'An input that nobody declares can not be given, and reads as empty text. GitHub does not say so.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const known = inputsOf(document)?.map(([name]) => name);
    for (const { site, name } of references(expressions, 'inputs')) {
      if (!known)
        yield {
          ...inSite(site),
          message: `inputs.${name} is read, and the workflow takes no inputs`,
          hint: declareIn(document),
        };
      else if (!known.some((each) => sameName(each, name))) {
        const owner = document.kind === 'action' ? 'action' : 'workflow';
        yield {
          ...inSite(site),
          message: `the ${owner} has no input "${name}"`,
          hint: didYouMean(name, known) ?? declareIn(document),
        };
      }
    }
    yield* eventInputs({ document, expressions });
  },
};

function declareIn(document: Document): string {
  if (document.kind === 'action') return 'declare it in the `inputs` of the action';
  return isYaml(document)
    ? 'declare it below on.workflow_dispatch.inputs or on.workflow_call.inputs'
    : 'declare it: on: { workflowDispatch: { inputs: … } } or { workflowCall: { inputs: … } }';
}

/** `github.event.inputs` holds the inputs of `workflow_dispatch`; in a reusable workflow, those of its caller. */
function* eventInputs({ document, expressions }: Pick<LintInput, 'document' | 'expressions'>): Generator<Finding> {
  const events = eventsOf(document);
  if (!events.includes('workflow_dispatch') || events.includes('workflow_call')) return;
  const known = dispatchInputs(document);
  for (const { site, path } of references(expressions, 'github')) {
    const [, event, inputs, name = '*'] = path;
    if (!sameName(event, 'event') || !sameName(inputs, 'inputs') || name === '*') continue;
    if (known.some((each) => sameName(each, name))) continue;
    yield {
      ...inSite(site),
      message: `workflow_dispatch has no input "${name}"`,
      hint: didYouMean(name, known) ?? declareIn(document),
    };
  }
}

function dispatchInputs(document: Document): string[] {
  const triggers = document.kind === 'workflow' ? document.on : [];
  const dispatched = triggers.filter(({ event }) => event === 'workflow_dispatch');
  return dispatched.flatMap(({ inputs }) => inputEntries(inputs).map(([name]) => name));
}
