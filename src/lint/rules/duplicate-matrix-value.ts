/** Reports a value that an axis of a matrix has twice: the same job runs twice. */
import { fieldsOf, hasExpression, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const duplicateMatrixValue: Rule = {
  id: 'duplicate-matrix-value',
  why: 'A matrix runs a job for every combination of its values. A value that is listed twice runs the same job twice, for twice the minutes, and both write the same artifacts and caches.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      for (const [axis, values] of Object.entries(fieldsOf(job.strategy?.matrix?.axes))) {
        if (!Array.isArray(values)) continue;
        const first = new Map<string, number>();
        for (const [index, value] of values.entries()) {
          const text = JSON.stringify(value);
          const known = first.get(text);
          first.set(text, known ?? index);
          if (known === undefined || hasExpression(text)) continue;
          yield {
            message: `the axis "${axis}" has ${show(value)} twice: the same job runs twice`,
            node: job.strategy?.matrix?.source ? job.strategy.matrix : job,
            key: axis,
            path: `jobs.${job.id}.strategy.matrix.${axis}[${index}]`,
            hint: 'leave one of the two out',
            severity: 'warning',
          };
        }
      }
    }
  },
};
