/** Reports a job that needs a job the workflow does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Job } from '../../model/index.ts';
import { findJob, jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unknownNeeds: Rule = {
  id: 'unknown-needs',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
  why: 'GitHub refuses a file with a job that needs a job which is not there.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      for (const [index, id] of needsOf(job).entries()) {
        if (findJob(document, id)) continue;
        const others = jobsOf(document)
          .filter((other) => other !== job)
          .map((other) => other.id);
        yield {
          message: `job "${job.id}" needs "${id}", and there is no such job`,
          node: job,
          path: `jobs.${job.id}.needs[${index}]`,
          hint: didYouMean(id, others) ?? hintFor(job),
        };
      }
    }
  },
};

const hintFor = (job: Job): string =>
  isYaml(job) ? 'add a job with that id, or leave it out' : 'put that job into the `jobs` of the workflow';
