/** Reports text of outsiders that GitHub puts into a script: it would run as code. */
import type { ParsedExpression } from '../../expressions/index.ts';
import { parseText } from '../../expressions/index.ts';
import { type Document, stepsOf } from '../../model/index.ts';
import { hasExpression } from '../data-shapes.ts';
import { inlineExpressions } from '../inline-expressions.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, siteAt } from '../rule.ts';
import { isYaml } from '../spelling.ts';
import { untrustedIn } from '../untrusted-flow.ts';

export const untrustedScript: Rule = {
  id: 'untrusted-script',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const site of [...expressions, ...shellSites(document)]) {
      for (const { tree, start } of executedIn(site)) {
        for (const { path, said } of tree ? untrustedIn(tree, site, document) : []) {
          const message = `outsiders choose ${said}, and here it becomes code that runs`;
          yield { ...inSite(siteAt(site, start)), message, hint: hintFor(site, path) };
        }
      }
    }
  },
};

/** The expressions of a text that runs as code, except those that the author vouches for. */
function executedIn({ step, key, path, parsed }: ParsedSite): readonly ParsedExpression[] {
  if (step?.kind === 'run') return key === 'run' ? inlineExpressions(step) : key === 'shell' ? parsed : [];
  const isScript = step?.kind === 'uses' && /^actions\/github-script@/i.test(String(step.uses));
  return isScript && /\.with\.script$/i.test(path) ? parsed : [];
}

/** In a workflow GitHub reads no expressions in the shell of a step; one that is there is meant to be read. */
function shellSites(document: Document): ParsedSite[] {
  if (document.kind === 'action') return [];
  return [...stepsOf(document)].flatMap(({ step, path, job }) => {
    if (step.kind !== 'run' || !hasExpression(step.shell)) return [];
    const text = String(step.shell);
    const around = { place: 'string-steps-context', condition: false, key: 'shell', node: step, step, job } as const;
    return [{ ...around, text, path: `${path}.shell`, parsed: parseText(text) }];
  });
}

function hintFor({ key, node }: ParsedSite, path: string): string {
  if (key === 'with') return `set env: { VALUE: \${{ ${path} }} } for the step, and read process.env.VALUE`;
  if (key === 'shell') return 'write the shell out';
  if (isYaml(node)) return `set env: { VALUE: \${{ ${path} }} } for the step, and read "$VALUE"`;
  return 'put the value itself into the template, which passes it through the environment: sh`echo ${value}`';
}
