/** Reports a job or an action without steps: GitHub refuses the file. */
import type { Finding, LintInput, Rule } from '../rule.ts';

export const emptySteps: Rule = {
  id: 'empty-steps',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind === 'action') {
      if (document.steps.length === 0) {
        yield { message: `action "${document.id}" has no steps`, node: document, path: 'runs.steps', hint };
      }
      return;
    }
    for (const job of document.jobs) {
      if (job.kind !== 'job' || job.steps.length > 0) continue;
      yield { message: `job "${job.id}" has no steps`, node: job, key: 'steps', path: `jobs.${job.id}.steps`, hint };
    }
  },
};

const hint = 'add a step, such as run(sh`npm test`)';
