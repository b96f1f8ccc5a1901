/** Reports an anchor of YAML that nothing refers to. */
import type { Finding, LintInput, Rule } from '../rule.ts';

export const unusedAnchor: Rule = {
  id: 'unused-anchor',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/reusing-workflow-configurations#yaml-anchors-and-aliases
  why: 'An anchor names a value so that an alias can repeat it. One that no alias names is a left-over, or its alias has another name and repeats something else.',
  *check({ document, yaml }: LintInput): Generator<Finding> {
    if (!yaml) return;
    const file = document.source?.locate()?.file;
    for (const { name, line, column } of yaml.unusedAnchors()) {
      yield {
        message: `nothing refers to the anchor "${name}"`,
        node: document,
        path: '',
        source: file === undefined ? undefined : { file, line, column },
        hint: 'leave it out',
        severity: 'warning',
      };
    }
  },
};
