/** Reports a job or an action without steps. */
import type { CompositeAction, Job } from '../../model/index.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const emptySteps: Rule = {
  id: 'empty-steps',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idsteps
  why: 'A job without steps starts a runner, costs a minute, and does nothing; an action without steps does not start. Mostly the list is there, and indented wrongly.',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind === 'action' && document.steps.length === 0) {
      yield {
        message: `action "${document.id}" has no steps`,
        node: document,
        path: 'runs.steps',
        hint: hintFor(document),
      };
    }
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job' || job.steps.length > 0) continue;
      yield {
        message: `job "${job.id}" has no steps`,
        node: job,
        path: `jobs.${job.id}.steps`,
        hint: hintFor(job),
        severity: isYaml(job) ? 'warning' : 'error',
      };
    }
  },
};

function hintFor(node: Job | CompositeAction): string {
  if (!isYaml(node)) return 'add a step, such as run(sh`npm test`)';
  return node.kind === 'action' ? 'add a step with "run" and "shell"' : 'add a step, such as "- run: npm test"';
}
