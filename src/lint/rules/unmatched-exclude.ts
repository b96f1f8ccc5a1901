/** Reports an `exclude` entry that leaves out nothing: it names a key or a value that the axes do not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Matrix, type MatrixEntry, matches } from '../../model/index.ts';
import { hasExpression, isFields, show } from '../data-shapes.ts';
import { entriesOf, isScalar } from '../matrix-values.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unmatchedExclude: Rule = {
  id: 'unmatched-exclude',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      const matrix = job.strategy?.matrix;
      if (!matrix || !isFields(matrix.axes)) continue;
      for (const [index, entry] of entriesOf(matrix.exclude).entries()) {
        const problem = problemOf(matrix.axes, entry);
        const path = `jobs.${job.id}.strategy.matrix.exclude[${index}]`;
        if (problem) yield { ...problem, node: matrix.source ? matrix : job, key: 'exclude', path };
      }
    }
  },
};

function problemOf(
  axes: Exclude<Matrix['axes'], string>,
  entry: MatrixEntry,
): Pick<Finding, 'message' | 'hint'> | undefined {
  for (const [key, value] of Object.entries(entry)) {
    if (!Object.hasOwn(axes, key)) {
      return {
        message: `exclude names "${key}", and the matrix has no such axis`,
        hint: didYouMean(key, Object.keys(axes)),
      };
    }
    const values = axes[key];
    if (!Array.isArray(values) || hasExpression(value) || values.some(hasExpression)) continue;
    if (values.some((each) => matches(each, value))) continue;
    const known = values.filter(isScalar).map(String);
    return {
      message: `exclude names ${show(value)}, which is not on the axis "${key}"`,
      hint: didYouMean(String(value), known),
    };
  }
  return undefined;
}
