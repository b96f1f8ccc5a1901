/** Reports a matrix that makes more jobs than GitHub allows, or none. */
import { countMatrix } from '../../model/index.ts';
import { fieldsOf } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

// Source: https://docs.github.com/actions/reference/limits
const most = 256;

export const matrixSize: Rule = {
  id: 'matrix-size',
  // Source: https://docs.github.com/actions/reference/limits
  why: 'GitHub makes at most 256 jobs from one matrix, and fails the run when there are more. An axis without values, or a matrix of which everything is excluded, makes no job.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      const matrix = job.strategy?.matrix;
      if (!matrix) continue;
      const place = { node: matrix.source ? matrix : job, path: `jobs.${job.id}.strategy.matrix` };
      const empty = Object.entries(fieldsOf(matrix.axes)).find(
        ([, values]) => Array.isArray(values) && values.length === 0,
      );
      const count = countMatrix(matrix);
      if (empty)
        yield {
          ...place,
          message: `the axis "${empty[0]}" has no values`,
          path: `${place.path}.${empty[0]}`,
          hint: 'give it one, or leave the axis out',
        };
      else if (count === 0)
        yield { ...place, message: 'the matrix makes no job at all', hint: 'add an axis with values, or exclude less' };
      else if (count !== undefined && count > most) {
        yield {
          ...place,
          message: `the matrix makes ${count} jobs, and GitHub allows ${most}`,
          hint: 'split it into several jobs, or exclude more',
        };
      }
    }
  },
};
