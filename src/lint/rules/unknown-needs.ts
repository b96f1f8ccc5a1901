/** Reports a job that needs a job the workflow does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unknownNeeds: Rule = {
  id: 'unknown-needs',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind !== 'workflow') return;
    const known = new Set(document.jobs.map(({ id }) => id.toLowerCase()));
    for (const job of document.jobs) {
      for (const id of job.needs ?? []) {
        if (known.has(id.toLowerCase())) continue;
        const others = document.jobs.filter((other) => other !== job).map((other) => other.id);
        yield {
          message: `job "${job.id}" needs "${id}", and there is no such job`,
          node: job,
          key: 'needs',
          path: `jobs.${job.id}.needs`,
          hint: didYouMean(id, others),
        };
      }
    }
  },
};
