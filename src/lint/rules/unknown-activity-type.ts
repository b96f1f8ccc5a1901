/** Reports an activity type that the event does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { listOf, show } from '../data-shapes.ts';
import { eventFacts } from '../event-facts.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unknownActivityType: Rule = {
  id: 'unknown-activity-type',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      const known = eventFacts(trigger.event)?.types ?? [];
      // An event without types has no such filter; repository_dispatch takes any name.
      if (known.length === 0) continue;
      for (const type of listOf(trigger.types)) {
        if (known.includes(String(type))) continue;
        yield {
          message: `${trigger.event} has no activity type ${show(type)}`,
          node: trigger,
          key: 'types',
          path: `on.${trigger.event}.types`,
          hint: didYouMean(String(type), known),
        };
      }
    }
  },
};
