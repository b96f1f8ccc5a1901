/** Reports an expression that GitHub can't read, or that names a context there is not. */
import { didYouMean } from '../../diagnostics/index.ts';
import { contextNames, functionNames, type ParsedExpression } from '../../expressions/index.ts';
import { type Finding, inSite, type LintInput, type Rule, siteAt } from '../rule.ts';

export const expressionSyntax: Rule = {
  id: 'expression-syntax',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      // An empty condition is success().
      if (site.condition && site.text.trim() === '') continue;
      for (const parsed of site.parsed) {
        const problem = problemOf(parsed);
        if (problem) yield { ...inSite(siteAt(site, parsed.start)), ...problem };
      }
    }
  },
};

function problemOf({ source, problem }: ParsedExpression): Pick<Finding, 'message' | 'hint'> | undefined {
  if (problem?.kind === 'unknown-context') {
    const called = functionNames.find((name) => name.toLowerCase() === problem.name.toLowerCase());
    const hint = called ? `call it: ${called}()` : (didYouMean(problem.name, contextNames) ?? '');
    return {
      message: `there is no context "${problem.name}"`,
      hint: `${hint}; text stands in single quotes: '${problem.name}'`,
    };
  }
  if (problem?.kind !== 'syntax') return undefined;
  return {
    message: `GitHub can't read the expression: ${problem.message.replace(/\.$/, '')}`,
    hint: problem.name === '${{' ? 'close it with }}' : hintFor(source),
  };
}

function hintFor(source: string): string {
  if (source === '') return 'write an expression, or leave it out';
  const outside = source.replace(/'(?:[^']|'')*'/g, '');
  if (outside.includes('"')) return "put text into single quotes: 'main'";
  if (outside.includes("'")) return "a quote is missing; a quote inside text is doubled: 'it''s'";
  if (/[^=!<>]=(?!=)/.test(outside)) return 'compare with ==';
  if (/\b(?:and|or|not)\b/i.test(outside)) return 'write && for and, || for or, ! for not';
  if (/[+*/%]|\?/.test(outside))
    return 'there is no arithmetic and no ?: here: join text with format(), choose with a && b || c';
  return "write it as in github.ref == 'refs/heads/main' && success()";
}
