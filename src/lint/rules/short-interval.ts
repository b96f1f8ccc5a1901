/** Reports a schedule that fires more often than GitHub starts workflows. */
import { isCron, parseCron, shortestInterval } from '../../plan/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { schedulesOf } from '../schedules.ts';

// Source: https://docs.github.com/actions/reference/events-that-trigger-workflows#schedule
const least = 5;

export const shortInterval: Rule = {
  id: 'short-interval',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
  why: 'GitHub starts a scheduled workflow every five minutes at most, and at busy times later or not at all. A shorter interval is not what happens.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { cron, node, path } of schedulesOf(document)) {
      const parsed = parseCron(cron);
      const interval = isCron(parsed) ? shortestInterval(parsed) : least;
      if (interval >= least) continue;
      yield {
        message: `"${cron}" fires ${interval} minute${interval === 1 ? '' : 's'} after it did, and GitHub waits ${least} at least`,
        node,
        path: `${path}.cron`,
        hint: `leave ${least} minutes between: "*/${least} * * * *" is the most there is`,
      };
    }
  },
};
