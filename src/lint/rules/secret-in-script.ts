/** Reports a secret that GitHub puts into a script as text. */
import { accessesOf, type ParsedExpression } from '../../expressions/index.ts';
import { sameName } from '../data-shapes.ts';
import { inlineExpressions } from '../inline-expressions.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, siteAt } from '../rule.ts';
import { untrustedIn } from '../untrusted-flow.ts';

export const secretInScript: Rule = {
  id: 'secret-in-script',
  // https://docs.github.com/actions/reference/security/secure-use#use-an-intermediate-environment-variable
  why: 'GitHub writes the value into the script before the shell reads it: a quote or a $ in the secret changes what runs, and the script stands on the disk of the runner with the secret in it.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      for (const { tree, start } of scriptOf(site)) {
        // Text of outsiders has a rule of its own.
        if (!tree || untrustedIn(tree, site, document).length > 0) continue;
        const secret = accessesOf(tree).find(([context]) => sameName(context, 'secrets'));
        if (!secret) continue;
        const path = secret.join('.');
        yield {
          ...inSite(siteAt(site, start)),
          message: `${path} becomes a part of the script's text`,
          hint: hintFor(site, secret[1] ?? 'TOKEN', path),
          severity: 'warning',
        };
      }
    }
  },
};

/** The expressions of a script; authored ones have a rule of their own. */
function scriptOf(site: ParsedSite): readonly ParsedExpression[] {
  const { step, key, path, parsed } = site;
  if (step?.kind === 'run') return key === 'run' && !step.outputs ? inlineExpressions(step) : [];
  const isScript = step?.kind === 'uses' && /^actions\/github-script@/i.test(String(step.uses));
  return isScript && /\.with\.script$/i.test(path) ? parsed : [];
}

function hintFor({ step }: ParsedSite, name: string, path: string): string {
  const read = step?.kind === 'uses' ? `process.env.${name}` : `"$${name}"`;
  return `set env: { ${name}: \${{ ${path} }} } for the step, and read ${read}`;
}
