/** Reports a schedule that GitHub can't read, or that never fires. */
import { isCron, parseCron } from '../cron.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { schedulesOf } from '../schedules.ts';

export const invalidCron: Rule = {
  id: 'invalid-cron',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { cron, node, path } of schedulesOf(document)) {
      const parsed = parseCron(cron);
      if (!isCron(parsed)) yield { message: parsed.message, hint: parsed.hint, node, key: 'cron', path };
    }
  },
};
