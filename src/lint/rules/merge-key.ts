/** Reports the merge key of YAML, which GitHub does not have. */
import { formatRoute } from '../../diagnostics/index.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const mergeKey: Rule = {
  id: 'merge-key',
  // https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations#yaml-anchors-and-aliases
  // https://github.com/actions/runner/issues/1182#issuecomment-3151378337
  why: 'GitHub reads anchors and aliases, and takes the merge key for a key called "<<", which its syntax does not have: it refuses the file.',
  *check({ document, yaml }: LintInput): Generator<Finding> {
    if (!yaml) return;
    const file = document.source?.locate()?.file;
    for (const { line, column } of yaml.mergeKeys()) {
      const route = yaml.pathAt(line, column).slice(0, -1);
      yield {
        message: 'GitHub does not know the merge key "<<"',
        node: document,
        path: formatRoute(route),
        hint: 'write the keys out, or let an alias stand for all of the value: env: *common',
        ...(file === undefined ? {} : { source: { file, line, column } }),
      };
    }
  },
};
