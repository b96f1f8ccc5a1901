/** Reports a permission scope or a level that GitHub does not have. */
import { didYouMean } from '../../diagnostics/index.ts';
import { type Node, permissionScopes } from '../../model/index.ts';
import { isFields, show } from '../data-shapes.ts';
import { jobsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { isYaml } from '../spelling.ts';

const scopes: Readonly<Record<string, readonly string[]>> = permissionScopes;
const shorthands = ['read-all', 'write-all'];

export const unknownPermission: Rule = {
  id: 'unknown-permission',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#permissions
  why: 'The permissions of the token have fixed names and levels, and some have no `write`. GitHub refuses a file with any other.',
  *check({ document }: LintInput): Generator<Finding> {
    if (document.kind !== 'workflow') return;
    yield* check(document.permissions, document, 'permissions');
    for (const job of jobsOf(document)) yield* check(job.permissions, job, `jobs.${job.id}.permissions`);
  },
};

function* check(permissions: unknown, node: Node, path: string): Generator<Finding> {
  const place = { node };
  if (!isFields(permissions)) {
    if (permissions === undefined || permissions === null || shorthands.includes(String(permissions))) return;
    const scope = isYaml(node) ? 'contents: read' : "{ contents: 'read' }";
    const hint = `write read-all, write-all, or levels by scope: ${scope}`;
    yield { ...place, path, message: `${show(permissions)} grants nothing that GitHub knows`, hint };
    return;
  }
  for (const [scope, level] of Object.entries(permissions)) {
    const levels = Object.hasOwn(scopes, scope) ? scopes[scope] : undefined;
    if (!levels) {
      yield {
        ...place,
        path: `${path}.${scope}`,
        message: `there is no permission "${scope}"`,
        hint: didYouMean(scope, Object.keys(scopes)),
      };
    } else if (!levels.includes(String(level))) {
      const message = `the permission "${scope}" has no level ${show(level)}`;
      yield {
        ...place,
        path: `${path}.${scope}`,
        message,
        hint: `use ${levels.map((each) => `"${each}"`).join(', ')}`,
      };
    }
  }
}
