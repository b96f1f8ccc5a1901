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
  // Source: https://docs.github.com/actions/concepts/security/script-injections
  why: 'Whoever opens an issue or a pull request chooses its title, its text and the name of its branch. GitHub puts an expression into a script before the shell reads it, so that a title such as `"; curl … | sh; "` runs as code, with the token and the secrets of the job.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const site of [...expressions, ...shellSites(document)]) {
      for (const { tree, start, source } of executedIn(site)) {
        for (const { path, said } of tree ? untrustedIn(tree, site, document) : []) {
          const message = `outsiders choose ${said}, and here it becomes code that runs`;
          yield { ...inSite(siteAt(site, start)), message, hint: hintFor(site, path, source) };
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

function hintFor({ key, node }: ParsedSite, path: string, source: string): string {
  if (isYaml(node) && key !== 'shell')
    return `${passOn(source)}, and read ${key === 'with' ? 'process.env.VALUE' : '"$VALUE"'}`;
  if (key === 'with') return `set env: { VALUE: \${{ ${path} }} } for the step, and read process.env.VALUE`;
  if (key === 'shell') return 'write the shell out';
  return 'put the value itself into the template, which passes it through the environment: sh`echo ${value}`';
}

const passOn = (source: string): string =>
  source.includes('\n')
    ? 'set a variable to the expression in the env of the step'
    : `put "VALUE: \${{ ${source.trim()} }}" into the env of the step`;
