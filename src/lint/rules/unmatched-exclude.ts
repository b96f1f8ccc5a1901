/** Reports an `exclude` entry that leaves out nothing: it names a key or a value that the axes do not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Data, type Matrix, type MatrixEntry, matches } from '../../model/index.ts';
import { hasExpression, isFields, listOf, sameName, show, valueNamed } from '../data-shapes.ts';
import { isScalar } from '../matrix-values.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'> & {
  /** The key of the entry that is wrong; absent where it is the entry as a whole. */
  readonly key?: string;
};

export const unmatchedExclude: Rule = {
  id: 'unmatched-exclude',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstrategymatrixexclude
  why: 'An `exclude` with a key that is no axis fails the run. One with a value that is not on the axis leaves nothing out, and the job that was to be left out runs.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const job of jobsOf(document)) {
      const matrix = job.strategy?.matrix;
      if (!matrix || !isFields(matrix.axes) || Object.keys(matrix.axes).some(hasExpression)) continue;
      for (const [index, entry] of listOf(matrix.exclude).entries()) {
        const problem = isFields(entry) ? problemOf(matrix.axes, entry as MatrixEntry) : undefined;
        if (!problem) continue;
        const { key, severity, ...said } = problem;
        const at = `jobs.${job.id}.strategy.matrix.exclude[${index}]`;
        const path = key === undefined ? at : `${at}.${key}`;
        const node = matrix.source ? matrix : job;
        // GitHub fails the run only for the key; in TypeScript the types refuse both.
        yield { ...said, node, path, severity: isYaml(node) ? severity : 'error' };
      }
    }
  },
};

function problemOf(axes: Exclude<Matrix['axes'], string>, entry: MatrixEntry): Problem | undefined {
  for (const [key, value] of Object.entries(entry)) {
    const values = valueNamed(axes, key);
    if (values === undefined) {
      const message = `exclude names "${key}", and the matrix has no such axis`;
      return { key, message, hint: didYouMean(key, Object.keys(axes)), severity: 'error' };
    }
    if (!Array.isArray(values) || holdsExpression(value) || values.some(holdsExpression)) continue;
    if (values.some((each: Data) => matches(each, value) || equals(each, value))) continue;
    if (hasParts(values, value)) {
      const message = `exclude names ${show(value)}, whose parts are on the axis "${key}", but never together`;
      return {
        message,
        hint: `name parts that one value of "${key}" has, or leave the entry out`,
        severity: 'warning',
      };
    }
    const known = values.filter(isScalar).map(String);
    const message = `exclude names ${show(value)}, which is not on the axis "${key}"`;
    const hint = isScalar(value) ? didYouMean(String(value), known) : undefined;
    return { key, message, hint: hint ?? 'write it as it stands on the axis, or leave it out', severity: 'warning' };
  }
  return undefined;
}

/** Whether one value of the axis has this part of an object, and another one that part. */
const hasParts = (values: readonly Data[], value: Data): boolean =>
  isFields(value) &&
  Object.keys(value).length > 0 &&
  Object.entries(value).every(([key, part]) => values.some((each) => matches(each, { [key]: part })));

const holdsExpression = (value: unknown): boolean =>
  hasExpression(value) || (typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression));

/** GitHub compares as `==` does: whatever the case, and a number with the text of it. */
const equals = (one: Data, other: Data): boolean =>
  isScalar(one) && isScalar(other) && (sameName(one, other) || Number(one) === Number(other));
