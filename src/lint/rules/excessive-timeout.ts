/** Reports a timeout beyond what the runner allows, or one that leaves no time. */
import { type Job, type Node, stepsOf } from '../../model/index.ts';
import { hasExpression, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { labelsOf, limitOf } from '../runner-labels.ts';
import { isYaml } from '../spelling.ts';

export const excessiveTimeout: Rule = {
  id: 'excessive-timeout',
  // Source: https://docs.github.com/actions/reference/limits
  why: 'A job on a runner of GitHub ends after six hours at the latest, one on `ubuntu-slim` after 15 minutes, whatever its timeout says. GitHub takes whole, positive minutes only: it refuses text, and 0 sets no limit at all.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      if (job.kind !== 'job') continue;
      const problem = problemOf(job.timeoutMinutes, longestOf(job), job);
      if (problem) yield { ...problem, node: job, key: 'timeout-minutes', path: `jobs.${job.id}.timeout-minutes` };
    }
    for (const { step, path, job } of stepsOf(document)) {
      if ((step.kind !== 'run' && step.kind !== 'uses') || step.timeoutMinutes === undefined) continue;
      const problem = problemOf(step.timeoutMinutes, job && longestOf(job), step);
      if (problem) yield { ...problem, node: step, key: 'timeout-minutes', path: `${path}.timeout-minutes` };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;

/** The longest that any of the runners allows which a matrix chooses between. */
function longestOf(job: Job): number | undefined {
  const limits = (labelsOf(job) ?? []).map(limitOf);
  return limits.length === 0 || limits.includes(undefined)
    ? undefined
    : Math.max(...limits.flatMap((limit) => limit ?? []));
}

function problemOf(timeout: unknown, limit: number | undefined, node: Node): Problem | undefined {
  if (timeout === undefined || hasExpression(timeout)) return undefined;
  const minutes = typeof timeout === 'string' ? Number(timeout) : timeout;
  if (typeof minutes !== 'number' || Number.isNaN(minutes))
    return { message: `the timeout ${show(timeout)} is no number`, hint: 'write the minutes as a number: 30' };
  if (typeof timeout === 'string' && isYaml(node))
    return {
      message: `the timeout ${show(timeout)} is text, and GitHub takes a number`,
      hint: `leave out the quotes: ${minutes}`,
    };
  if (minutes <= 0) return { message: `the timeout of ${minutes} minutes leaves no time`, hint: 'write 1 or more' };
  if (limit === undefined || minutes <= limit) return undefined;
  return {
    message: `the timeout of ${minutes} minutes is longer than the ${limit} that the runner allows`,
    hint: `write ${limit} or less`,
    // GitHub takes the file, and ends the job when its own time is over.
    severity: isYaml(node) ? 'warning' : 'error',
  };
}
