/** Reports a job or an action without steps: GitHub refuses the file. */
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const emptySteps: Rule = {
  id: 'empty-steps',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind === 'action' && document.steps.length === 0) {
      yield { message: `action "${document.id}" has no steps`, node: document, key: 'steps', path: 'runs.steps', hint };
    }
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job' || job.steps.length > 0) continue;
      yield { message: `job "${job.id}" has no steps`, node: job, key: 'steps', path: `jobs.${job.id}.steps`, hint };
    }
  },
};

const hint = 'add a step, such as run(sh`npm test`)';
