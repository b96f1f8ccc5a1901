/** Reports an event that GitHub does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { events } from '../../model/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { spell } from '../spelling.ts';

export const unknownEvent: Rule = {
  id: 'unknown-event',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
  why: 'GitHub refuses a file with an event that it does not have, and the workflow never starts.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      if (Object.hasOwn(events, trigger.event)) continue;
      const known = Object.keys(events).map((event) => spell(trigger, event));
      yield {
        message: `GitHub has no event "${spell(trigger, trigger.event)}"`,
        node: trigger,
        path: `on.${trigger.event}`,
        hint: didYouMean(trigger.event, known),
      };
    }
  },
};
