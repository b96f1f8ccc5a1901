/** Reports an input that an action does not take: GitHub would only warn, and the action never see it. */
import { didYouMean } from '../../diagnostics/index.ts';
import { stepsOf } from '../../model/index.ts';
import { fieldsOf, sameName } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { usedAction } from '../used-action.ts';

/** What GitHub itself reads for an action that is an image. */
const ofImages = ['args', 'entrypoint'];

export const unknownActionInput: Rule = {
  id: 'unknown-action-input',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax#inputs
  why: 'GitHub passes on an input that the action does not know with a mere warning in the log. The action never reads it, and does what it does without.',
  *check(input: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(input.document)) {
      const used = usedAction(step, input);
      if (step.kind !== 'uses' || !used) continue;
      const known = Object.keys(used.inputs);
      for (const name of Object.keys(fieldsOf(step.with))) {
        if ([...known, ...ofImages].some((each) => sameName(each, name))) continue;
        yield {
          message: `"${name}" is not an input of ${used.said}`,
          node: step,
          path: `${path}.with.${name}`,
          hint: didYouMean(name, known) ?? 'the action takes no inputs',
        };
      }
    }
  },
};
