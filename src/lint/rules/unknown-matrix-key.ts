/** Reports a key that the matrix of the job does not have, or a job that reads a matrix without having one. */
import { didYouMean } from '../../diagnostics/index.ts';
import type { Matrix } from '../../model/index.ts';
import { fieldsOf, hasExpression, isFields, sameName } from '../data-shapes.ts';
import { matrixKeys, valuesOf } from '../matrix-values.ts';
import { references } from '../references.ts';
import { type Finding, inSite, type LintInput, type Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const unknownMatrixKey: Rule = {
  id: 'unknown-matrix-key',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts#matrix-context
  why: 'The `matrix` context has the axes of the matrix and the keys of its `include`. Any other key reads as empty text, and GitHub does not say so.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const { site, path } of references(expressions, 'matrix')) {
      const { job } = site;
      // An action reads the matrix of the job that uses it; an expression may stand for the whole strategy.
      if (!job || hasExpression(job.strategy)) continue;
      const matrix = job.strategy?.matrix;
      const problem = matrix
        ? problemOf(matrix, path.slice(1))
        : {
            message: `job "${job.id}" has no matrix, and reads ${path.join('.')}`,
            hint: isYaml(job) ? 'give the job a strategy with a matrix' : 'give the job the matrix: { matrix: grid }',
          };
      if (problem) yield { ...inSite(site), ...problem };
    }
  },
};

function problemOf(matrix: Matrix, path: readonly string[]): Pick<Finding, 'message' | 'hint'> | undefined {
  const keys = matrixKeys(matrix);
  if (!keys) return undefined;
  const [key = '', ...below] = path;
  if (!keys.some((each) => sameName(each, key)))
    return { message: `the matrix has no "${key}"`, hint: didYouMean(key, keys) };
  for (const [index, name] of below.entries()) {
    const { values, open } = valuesOf(matrix, [key, ...below.slice(0, index)]);
    if (open || name === '*' || values.some(Array.isArray)) return undefined;
    const known = [...new Set(values.flatMap((value) => Object.keys(fieldsOf(value))))];
    if (known.some((each) => sameName(each, name))) continue;
    const whole = ['matrix', key, ...below.slice(0, index)].join('.');
    const message = values.some(isFields)
      ? `${whole} has no "${name}"`
      : `${whole} is a plain value: it has no "${name}"`;
    return { message, hint: didYouMean(name, known) ?? `read ${whole} itself` };
  }
  return undefined;
}
