/** Reports two filters of one event of which GitHub takes only one. */
import type { Finding, LintInput, Rule } from '../rule.ts';
import { spell } from '../spelling.ts';

export const conflictingFilters: Rule = {
  id: 'conflicting-filters',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
  why: 'GitHub refuses a workflow in which one event has both `branches` and `branches-ignore`, `tags` and `tags-ignore`, or `paths` and `paths-ignore`.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const trigger of document.kind === 'workflow' ? document.on : []) {
      for (const key of ['branches', 'tags', 'paths'] as const) {
        if (trigger[key] === undefined || trigger[`${key}Ignore`] === undefined) continue;
        const ignore = spell(trigger, `${key}-ignore`);
        yield {
          node: trigger,
          path: `on.${trigger.event}`,
          key: `${key}-ignore`,
          message: `${trigger.event} has both ${key} and ${ignore}, and GitHub takes only one of them`,
          hint: `leave ${ignore} out, and write '!pattern' into ${key} behind the others`,
        };
      }
    }
  },
};
