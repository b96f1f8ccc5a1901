/** Reports an expression that reads a job which its own job does not need: the value would be empty. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Job } from '../../model/index.ts';
import { sameName } from '../data-shapes.ts';
import { findJob, jobsOf, needsOf, type Reference, references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';

export const undeclaredNeeds: Rule = {
  id: 'undeclared-needs',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#needs-context
  why: 'The `needs` context holds only the jobs that stand in the `needs` of the job itself. Any other is empty, also one that the needed jobs have needed, and GitHub does not say so.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const seen = new Set<string>();
    for (const reference of references(expressions, 'needs')) {
      const { job } = reference.site;
      if (!job || needsOf(job).some((id) => sameName(id, reference.name))) continue;
      const once = JSON.stringify([job.id, reference.name.toLowerCase()]);
      if (!seen.has(once))
        yield {
          ...inSite(reference.site),
          ...explain(reference, job, findJob(document, reference.name), jobsOf(document)),
        };
      seen.add(once);
    }
  },
};

function explain(
  { name }: Reference,
  job: Job,
  found: Job | undefined,
  jobs: readonly Job[],
): Pick<Finding, 'message' | 'hint'> {
  if (!found) {
    const others = jobs.filter((other) => other !== job).map(({ id }) => id);
    return { message: `there is no job "${name}" to read`, hint: didYouMean(name, others) };
  }
  if (found === job) {
    return {
      message: `job "${job.id}" reads its own result, which it has only when it is over`,
      hint: 'read it in a job that needs this one',
    };
  }
  return {
    message: `job "${job.id}" reads needs.${found.id} and does not need that job`,
    hint: `add "${found.id}" to its needs`,
  };
}
