/** Reports text of outsiders at a place that decides what runs, and where. */
import { executingPlaces } from '../../expressions/index.ts';
import { type Finding, inSite, type LintInput, type Rule, trees } from '../rule.ts';
import { untrustedIn } from '../untrusted-flow.ts';

export const untrustedText: Rule = {
  id: 'untrusted-text',
  // Source: https://docs.github.com/actions/reference/security/secure-use
  why: 'Some places decide what runs, and where: the image of a container, the labels of a runner, the folder or the options of a command. Text that anyone can choose, such as the title of an issue, must not decide there.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      if (!executingPlaces.has(site.place)) continue;
      for (const { said } of untrustedIn(tree, site, document)) {
        yield {
          ...inSite(site),
          message: `outsiders choose ${said}, and this place decides what runs`,
          severity: choosing.has(site.place) ? 'error' : 'warning',
          hint: "compare it with values of your own, and use those: github.event.issue.title == 'x' && 'large' || 'small'",
        };
      }
    }
  },
};

/** Where the text itself chooses the machine, the image or the shell; elsewhere it depends on what reads it. */
const choosing: ReadonlySet<string> = new Set([
  'runs-on',
  'container',
  'services',
  'services-container',
  'job-defaults-run',
]);
