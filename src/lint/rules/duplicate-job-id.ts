/** Reports a job whose id another job has already; GitHub ignores the case of ids. */
import type { Job } from '../../model/index.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const duplicateJobId: Rule = {
  id: 'duplicate-job-id',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_id
  why: 'Other jobs and expressions find a job by its id, and GitHub ignores the case of ids. It refuses a file in which two jobs have the same one.',
  *check({ document }: LintInput): Generator<Finding> {
    const first = new Map<string, Job>();
    for (const job of jobsOf(document)) {
      const other = first.get(job.id.toLowerCase());
      first.set(job.id.toLowerCase(), other ?? job);
      if (other) yield { ...explain(job, other), node: job, path: `jobs.${job.id}` };
    }
  },
};

function explain(job: Job, other: Job): Pick<Finding, 'message' | 'hint'> {
  if (job === other) return { message: `job "${job.id}" is in the workflow twice`, hint: 'list it once' };
  const spelled = job.id === other.id ? '' : `, as "${other.id}": ids differ in more than case`;
  const line = other.source?.locate()?.line;
  const where = line === undefined ? '' : `; the first one stands on line ${line}`;
  return {
    message: `another job has the id "${job.id}" already${spelled}`,
    hint: `give one of them another id${where}`,
  };
}
