/** Reports a job without a timeout: what hangs in it holds the runner for six hours. */
import { type StepsJob, stepsOfJob } from '../../model/index.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { labelsOf, limitOf } from '../runner-labels.ts';
import { spell } from '../spelling.ts';

/** Minutes; what GitHub takes where the file says nothing. */
const defaultTimeout = 360;

export const missingTimeout: Rule = {
  id: 'missing-timeout',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idtimeout-minutes
  why: 'Without a timeout GitHub waits six hours for a job that hangs. They are billed, and the runner is missing elsewhere.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job' || job.timeoutMinutes !== undefined || isBounded(job)) continue;
      yield {
        message: `job "${job.id}" has no timeout: when a step hangs, GitHub waits 6 hours for it`,
        node: job,
        path: `jobs.${job.id}`,
        hint: `set ${spell(job, 'timeout-minutes')} to a little more than the job takes: ${spell(job, 'timeout-minutes')}: 15`,
        severity: 'warning',
      };
    }
  },
};

/** Whether something else ends the job: its runner, or the timeouts of all of its steps. */
function isBounded(job: StepsJob): boolean {
  const runners = labelsOf(job) ?? [];
  if (runners.length > 0 && runners.every((labels) => (limitOf(labels) ?? defaultTimeout) < defaultTimeout))
    return true;
  return [...stepsOfJob(job)].every(
    ({ step }) => (step.kind !== 'run' && step.kind !== 'uses') || step.timeoutMinutes !== undefined,
  );
}
