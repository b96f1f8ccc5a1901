/** Reports a container without an image, and a login that is half of one. */
import { containersOf } from '../containers.ts';
import { hasExpression, isFields } from '../data-shapes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const incompleteContainer: Rule = {
  id: 'incomplete-container',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontainer
  why: 'A container is made from an image, and a registry asks for a user name and a password. Where one of them is missing, the job ends before its first step.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { container, job, path } of containersOf(document)) {
      for (const problem of problemsOf(container)) yield { ...problem, node: job, path: `${path}${problem.path}` };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint' | 'path'>;

function* problemsOf(container: unknown): Generator<Problem> {
  if (!isFields(container)) return;
  const { image, credentials } = container;
  if (image === undefined) yield { message: 'the container has no image', path: '', hint: 'write image: node:24' };
  if (!isFields(credentials) || Object.keys(credentials).some(hasExpression)) return;
  for (const key of ['username', 'password']) {
    if (credentials[key] !== undefined) continue;
    const hint = `add ${key}: \${{ secrets.REGISTRY_${key.toUpperCase()} }}`;
    yield { message: `the credentials have no ${key}`, path: '.credentials', hint };
  }
}
