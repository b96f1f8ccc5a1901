/** Reports a job that needs a job the workflow does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { findJob, jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unknownNeeds: Rule = {
  id: 'unknown-needs',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      for (const id of needsOf(job)) {
        if (findJob(document, id)) continue;
        const others = jobsOf(document)
          .filter((other) => other !== job)
          .map((other) => other.id);
        yield {
          message: `job "${job.id}" needs "${id}", and there is no such job`,
          node: job,
          key: 'needs',
          path: `jobs.${job.id}.needs`,
          hint: didYouMean(id, others) ?? 'put that job into the `jobs` of the workflow',
        };
      }
    }
  },
};
