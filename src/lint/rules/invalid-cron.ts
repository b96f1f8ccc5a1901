/** Reports a schedule that GitHub can't read, or that never fires. */
import { canFire, isCron, parseCron } from '../../plan/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { schedulesOf } from '../schedules.ts';

export const invalidCron: Rule = {
  id: 'invalid-cron',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule
  why: 'GitHub reads five fields in POSIX syntax and refuses the file when they are something else, such as `@daily` or a field for seconds. A date that no month has is accepted, and the workflow never starts.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { cron, node, path } of schedulesOf(document)) {
      const parsed = parseCron(cron);
      const place = { node, path: `${path}.cron` };
      if (!isCron(parsed)) yield { message: parsed.message, hint: parsed.hint, ...place };
      else if (!canFire(parsed)) yield { ...neverFires(cron), ...place };
    }
  },
};

const neverFires = (cron: string): Pick<Finding, 'message' | 'hint'> => ({
  message: `"${cron}" never fires: no such month has that day`,
  hint: 'February has 29 days at most; April, June, September and November have 30',
});
