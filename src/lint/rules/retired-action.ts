/** Reports a version of an action that GitHub has switched off, or that is made for a Node which is gone. */
import { stepsOf } from '../../model/index.ts';
import { factsNamed, parseUses } from '../action-catalog.ts';
import { hasExpression } from '../data-shapes.ts';
import { retiredVersion } from '../retired-actions.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const retiredAction: Rule = {
  id: 'retired-action',
  // https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/
  // https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/
  why: 'GitHub fails every run that uses an old version of its cache and artifact actions, because the services behind them are gone. Actions made for Node 12 or 16 are run on a newer one, where they may break.',
  *check({ document, actions }: LintInput): Generator<Finding> {
    for (const { step, path } of stepsOf(document)) {
      if (step.kind !== 'uses' || typeof step.uses !== 'string' || hasExpression(step.uses)) continue;
      const { name, ref } = parseUses(step.uses) ?? {};
      if (name === undefined || ref === undefined) continue;
      const retired = retiredVersion(name, ref, typeof step.tag === 'string' ? step.tag : undefined);
      if (!retired) continue;
      const { version, state, instead, fromComment } = retired;
      const facts = factsNamed(actions, name);
      yield {
        message:
          state === 'off'
            ? `GitHub has switched off ${name} ${version}: a run that uses it fails`
            : `${name} ${version} is made for a Node that GitHub's runners no longer have`,
        node: step,
        path: `${path}.uses`,
        hint: facts
          ? `use ${name}@${facts.sha} # ${facts.tag}`
          : `use ${/^v\d/.test(instead) ? `${instead} or later` : instead}`,
        severity: state === 'off' && !fromComment ? 'error' : 'warning',
      };
    }
  },
};
