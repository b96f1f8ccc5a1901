/** Reports an expression written into the text of an authored script: its value would become code. */
import { stepsOf } from '../../model/index.ts';
import { inlineExpressions } from '../inline-expressions.ts';
import type { Finding, LintInput, ParsedSite, Rule } from '../rule.ts';
import { untrustedIn } from '../untrusted-flow.ts';

export const expressionInScript: Rule = {
  id: 'expression-in-script',
  // Source: https://docs.github.com/actions/concepts/security/script-injections
  why: 'GitHub puts the value of an expression into a script as text, before the shell reads it: a quote or a `$` in the value then changes what the script does. A value that goes through the environment stays a value.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const sites = new Map<unknown, ParsedSite>(
      expressions.filter(({ key }) => key === 'run').map((site) => [site.step, site]),
    );
    for (const { step, path } of stepsOf(document)) {
      const site = sites.get(step);
      // Only authored steps say what they write: in YAML such expressions are the custom.
      if (step.kind !== 'run' || !step.outputs || !site) continue;
      for (const { source, tree } of inlineExpressions(step)) {
        // Text of outsiders, and text that is no expression, have rules of their own.
        if (!tree || untrustedIn(tree, site, document).length > 0) continue;
        const message = `the script holds \${{ ${source} }}, which GitHub replaces by text before the shell reads it`;
        yield { message, node: step, key: 'run', path: `${path}.run`, hint };
      }
    }
  },
};

const hint =
  'put the value itself into the template, which passes it through the environment: sh`echo ${value}`; script() reads it from the `env` of the step';
