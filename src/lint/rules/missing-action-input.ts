/** Reports an input that an action requires, has no default for, and does not get. */
import { type Step, stepsOf } from '../../model/index.ts';
import { fieldsOf, hasExpression, sameName } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';
import { usedAction } from '../used-action.ts';

export const missingActionInput: Rule = {
  id: 'missing-action-input',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs
  why: 'GitHub does not check the inputs that an action requires: the step starts without them, and the action fails or does something else, often far into the run.',
  *check(input: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(input.document)) {
      const used = usedAction(step, input);
      if (step.kind !== 'uses' || !used || hasExpression(step.with)) continue;
      const given = Object.keys(fieldsOf(step.with));
      for (const [name, facts] of Object.entries(used.inputs)) {
        if (!facts.required || facts.default !== undefined || given.some((each) => sameName(each, name))) continue;
        yield {
          message: `${used.said} requires the input "${name}"`,
          node: step,
          path: `${path}.${step.with ? 'with' : 'uses'}`,
          hint: hintFor(name, step),
          severity: isYaml(step) ? 'warning' : 'error',
        };
      }
    }
  },
};

const hintFor = (name: string, step: Step): string =>
  isYaml(step) ? `add "${name}: …" to its "with"` : `pass it: { ${/^\w+$/.test(name) ? name : `'${name}'`}: … }`;
