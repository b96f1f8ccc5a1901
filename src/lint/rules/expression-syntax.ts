/** Reports an expression that GitHub can't read, or that names a context there is not. */
import { didYouMean, suggest } from '../../diagnostics/index.ts';
import { contextNames, functionNames, type ParsedExpression } from '../../expressions/index.ts';
import { sameName } from '../data-shapes.ts';
import { type Finding, inSite, type LintInput, type Rule, siteAt } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const expressionSyntax: Rule = {
  id: 'expression-syntax',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/expressions
  why: 'GitHub refuses a file with an expression that it can not read: a quote too few, double quotes, `=` for `==`, or a word that is no context.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      // An empty condition is success().
      if (site.condition && site.text.trim() === '') continue;
      // GitHub takes an empty condition for none at all.
      if (site.condition && site.text.trim() === '' && isYaml(site.node)) continue;
      for (const parsed of site.parsed) {
        const problem = problemOf(parsed);
        if (problem) yield { ...inSite(siteAt(site, parsed.start)), ...problem };
      }
    }
  },
};

function problemOf({ source, problem }: ParsedExpression): Pick<Finding, 'message' | 'hint'> | undefined {
  if (problem?.kind === 'unknown-context') {
    return {
      message: `there is no context "${problem.name}"`,
      hint: `${hintForWord(problem.name)}; text stands in single quotes: '${problem.name}'`,
    };
  }
  if (problem?.kind !== 'syntax') return undefined;
  return {
    message: `GitHub can't read the expression: ${problem.message.replace(/\.$/, '')}`,
    hint: problem.name === '${{' ? 'close it with }}' : hintFor(source),
  };
}

function hintForWord(word: string): string {
  if (/^(?:and|or|not)$/i.test(word)) return operators;
  const called = functionNames.find((name) => sameName(name, word));
  if (called) return `call it: ${called}()`;
  const near = suggest(word, contextNames) ? undefined : suggest(word, functionNames);
  return near ? `did you mean ${near}()?` : (didYouMean(word, contextNames) ?? '');
}

const operators = 'write && for and, || for or, ! for not';

function hintFor(source: string): string {
  if (source === '') return 'write an expression, or leave it out';
  const outside = source.replace(/'(?:[^']|'')*'/g, '');
  if (outside.includes('"')) return "put text into single quotes: 'main'";
  if (outside.includes("'")) return "a quote is missing; a quote inside text is doubled: 'it''s'";
  if (/[^=!<>]=(?!=)/.test(outside)) return 'compare with ==';
  if (/\b(?:and|or|not)\b/i.test(outside)) return operators;
  if (/[+*/%]|\?/.test(outside))
    return 'there is no arithmetic and no ?: here: join text with format(), choose with a && b || c';
  return "write it as in github.ref == 'refs/heads/main' && success()";
}
