/** Reports an activity type that the event does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { listOf, show } from '../data-shapes.ts';
import { eventFacts } from '../event-facts.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unknownActivityType: Rule = {
  id: 'unknown-activity-type',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
  why: 'Each event has its own activity types. GitHub refuses a file with one that the event does not have, and the workflow never starts.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      const known = eventFacts(trigger.event)?.types ?? [];
      // An event without types has no such filter; repository_dispatch takes any name.
      if (known.length === 0) continue;
      for (const [index, type] of listOf(trigger.types).entries()) {
        if (known.includes(String(type))) continue;
        yield {
          message: `${trigger.event} has no activity type ${show(type)}`,
          node: trigger,
          path: `on.${trigger.event}.types[${index}]`,
          hint: didYouMean(String(type), known),
        };
      }
    }
  },
};
