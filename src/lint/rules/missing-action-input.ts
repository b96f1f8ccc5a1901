/** Reports an input that an action requires, has no default for, and does not get. */
import { stepsOf } from '../../model/index.ts';
import { factsFor, parseUses } from '../action-catalog.ts';
import { fieldsOf, sameName } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const missingActionInput: Rule = {
  id: 'missing-action-input',
  *check({ document, actions }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      const facts = step.kind === 'uses' ? factsFor(actions, step.uses) : undefined;
      if (step.kind !== 'uses' || !facts) continue;
      const given = Object.keys(fieldsOf(step.with));
      for (const [name, input] of Object.entries(facts.inputs)) {
        if (!input.required || input.default !== undefined || given.some((each) => sameName(each, name))) continue;
        yield {
          message: `${parseUses(step.uses)?.name} ${facts.tag} requires the input "${name}"`,
          node: step,
          key: 'with',
          path: `${path}.with`,
          hint: `pass it: { ${/^\w+$/.test(name) ? name : `'${name}'`}: … }`,
        };
      }
    }
  },
};
