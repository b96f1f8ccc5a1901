/** Reports an input that an action does not take: GitHub would only warn, and the action never see it. */
import { didYouMean } from '../../diagnostics/index.ts';
import { stepsOf } from '../../model/index.ts';
import { factsFor, parseUses } from '../action-catalog.ts';
import { fieldsOf, sameName } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

/** What GitHub itself reads for an action that is an image. */
const ofImages = ['args', 'entrypoint'];

export const unknownActionInput: Rule = {
  id: 'unknown-action-input',
  *check({ document, actions }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      const facts = step.kind === 'uses' ? factsFor(actions, step.uses) : undefined;
      if (step.kind !== 'uses' || !facts) continue;
      const known = Object.keys(facts.inputs);
      for (const name of Object.keys(fieldsOf(step.with))) {
        if ([...known, ...ofImages].some((each) => sameName(each, name))) continue;
        yield {
          message: `"${name}" is not an input of ${parseUses(step.uses)?.name} ${facts.tag}`,
          node: step,
          key: 'with',
          path: `${path}.with`,
          hint: didYouMean(name, known) ?? 'the action takes no inputs',
        };
      }
    }
  },
};
