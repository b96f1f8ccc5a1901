/** Reports an action that is not pinned to a commit, or to another commit than its tag has. */
import { stepsOf, type UsesStep } from '../../model/index.ts';
import { type ActionCatalog, factsNamed, parseUses } from '../action-catalog.ts';
import { hasExpression, show } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unpinnedAction: Rule = {
  id: 'unpinned-action',
  *check({ document, actions }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      const problem = step.kind === 'uses' ? problemOf(step, actions) : undefined;
      if (problem) yield { ...problem, node: step, key: 'uses', path: `${path}.uses` };
    }
  },
};

function problemOf({ uses, tag }: UsesStep, actions: ActionCatalog): Pick<Finding, 'message' | 'hint'> | undefined {
  // Local actions are of this commit; images have digests of their own.
  if (typeof uses !== 'string' || /^(?:\.{1,2}[\\/]|docker:)/.test(uses) || hasExpression(uses)) return undefined;
  const { name = uses, ref } = parseUses(uses) ?? {};
  const facts = factsNamed(actions, name);
  const pin = facts
    ? `pin it: ${name}@${facts.sha} # ${facts.tag}`
    : 'pin it to the commit of the release: 40 hexadecimal digits';
  if (ref === undefined) return { message: `${show(uses)} names no version of the action`, hint: pin };
  if (!/^[0-9a-f]{40}$/i.test(ref))
    return { message: `${name} is at "${ref}", a name that its owner can move to other code`, hint: pin };
  if (!facts || tag !== facts.tag || ref.toLowerCase() === facts.sha) return undefined;
  return { message: `${name} is pinned to ${ref}, which is not the commit of ${tag}`, hint: pin };
}
