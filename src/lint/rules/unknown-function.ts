/** Reports a call of a function that GitHub's expressions do not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { functionNames } from '../../expressions/index.ts';
import { type Finding, inSite, type LintInput, type Rule, siteAt } from '../rule.ts';

export const unknownFunction: Rule = {
  id: 'unknown-function',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/expressions#functions
  why: 'GitHub refuses a file that calls a function which its expressions do not have.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      for (const { problem, start } of site.parsed) {
        if (problem?.kind !== 'unknown-function') continue;
        yield {
          ...inSite(siteAt(site, start)),
          message: `there is no function "${problem.name}"`,
          hint: didYouMean(problem.name, functionNames),
        };
      }
    }
  },
};
