/** Reports how long an artifact is to be kept where that is no number of days GitHub takes. */
import { inputOf, uploadsOf } from '../artifacts.ts';
import { hasExpression, show } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

// Source: https://docs.github.com/organizations/managing-organization-settings/configuring-the-retention-period-for-github-actions-artifacts-and-logs-in-your-organization
const most = { private: 400, public: 90 };

export const invalidRetention: Rule = {
  id: 'invalid-retention',
  // https://github.com/actions/upload-artifact#retention-period
  why: 'GitHub keeps an artifact for 1 to 90 days, and up to 400 in private repositories whose settings say so. A longer time is cut to what the settings allow, and what is no number fails the step. 0 stands for the default.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const upload of uploadsOf(document)) {
      const days = inputOf(upload, 'retention-days');
      const problem = days === undefined || hasExpression(days) ? undefined : problemOf(days);
      const { step, path } = upload;
      if (problem) yield { ...problem, node: step, key: 'with', path: `${path}.with.retention-days` };
    }
  },
};

function problemOf(given: unknown): Pick<Finding, 'message' | 'hint' | 'severity'> | undefined {
  const days = Number.parseInt(String(given), 10);
  if (Number.isNaN(days)) return { message: `${show(given)} is no number of days`, hint: 'write a number: 7' };
  if (days < 0)
    return { message: `an artifact can't be kept for ${days} days`, hint: 'write 1 or more, or 0 for the default' };
  if (days > most.private)
    return {
      message: `GitHub keeps no artifact for ${days} days: it cuts the time to ${most.private} or less`,
      hint: `write ${most.public} or less, or up to ${most.private} where the settings of a private repository allow it`,
    };
  if (days <= most.public) return undefined;
  return {
    message: `GitHub keeps an artifact for ${days} days only where the settings of a private repository allow it`,
    hint: `write ${most.public} or less`,
    severity: 'warning',
  };
}
