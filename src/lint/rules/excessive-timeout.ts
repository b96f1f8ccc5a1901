/** Reports a timeout beyond what the runner allows, or one that leaves no time. */
import { type Job, stepsOf } from '../../model/index.ts';
import { hasExpression, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { labelsOf, limitOf } from '../runner-labels.ts';

export const excessiveTimeout: Rule = {
  id: 'excessive-timeout',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job') continue;
      const problem = problemOf(job.timeoutMinutes, longestOf(job));
      if (problem) yield { ...problem, node: job, key: 'timeout-minutes', path: `jobs.${job.id}.timeout-minutes` };
    }
    for (const { step, path, job } of stepsOf(document)) {
      if (step.kind !== 'run' && step.kind !== 'uses') continue;
      const problem = problemOf(step.timeoutMinutes, job && longestOf(job));
      if (problem) yield { ...problem, node: step, key: 'timeout-minutes', path: `${path}.timeout-minutes` };
    }
  },
};

/** The longest that any of the runners allows which a matrix chooses between. */
function longestOf(job: Job): number | undefined {
  const limits = (labelsOf(job) ?? []).map(limitOf);
  return limits.length === 0 || limits.includes(undefined)
    ? undefined
    : Math.max(...limits.flatMap((limit) => limit ?? []));
}

function problemOf(timeout: unknown, limit: number | undefined): Pick<Finding, 'message' | 'hint'> | undefined {
  if (timeout === undefined || hasExpression(timeout)) return undefined;
  const minutes = typeof timeout === 'string' ? Number(timeout) : timeout;
  if (typeof minutes !== 'number' || Number.isNaN(minutes))
    return { message: `the timeout ${show(timeout)} is no number`, hint: 'write the minutes as a number: 30' };
  if (minutes <= 0) return { message: `the timeout of ${minutes} minutes leaves no time`, hint: 'write 1 or more' };
  if (limit === undefined || minutes <= limit) return undefined;
  return {
    message: `the timeout of ${minutes} minutes is longer than the ${limit} that the runner allows`,
    hint: `write ${limit} or less`,
  };
}
