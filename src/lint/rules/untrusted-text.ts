/** Reports text of outsiders at a place that decides what runs, and where. */
import { executingPlaces } from '../../expressions/index.ts';
import { type Finding, inSite, type LintInput, type Rule, trees } from '../rule.ts';
import { untrustedIn } from '../untrusted-flow.ts';

export const untrustedText: Rule = {
  id: 'untrusted-text',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      if (!executingPlaces.has(site.place)) continue;
      for (const { said } of untrustedIn(tree, site, document)) {
        yield {
          ...inSite(site),
          message: `outsiders choose ${said}, and this place decides what runs`,
          hint: "compare it with values of your own, and use those: github.event.issue.title == 'x' && 'large' || 'small'",
        };
      }
    }
  },
};
