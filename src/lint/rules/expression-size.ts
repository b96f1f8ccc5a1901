/** Reports an expression that is too long or too deep for GitHub, and a text that its expressions make too long. */
import { findExpressions } from '../../expressions/parse.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, siteAt } from '../rule.ts';

// Source: MAX_EXPRESSION_LENGTH and MAX_PARSER_DEPTH of GitHub's parser,
// https://github.com/actions/languageservices/blob/main/expressions/src/errors.ts
const longest = 21_000;
const deepest = 50;

export const expressionSize: Rule = {
  id: 'expression-size',
  // https://docs.github.com/actions/reference/workflows-and-actions/expressions
  why: 'GitHub takes expressions of up to 21,000 characters and 50 levels, and refuses the whole file where one has more. A text with ${{ }} in it, such as a script, is a single expression for GitHub: all of it counts.',
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const site of expressions) {
      const problem = ofExpressions(site) ?? ofText(site);
      if (problem) yield problem;
    }
  },
};

function ofExpressions(site: ParsedSite): Finding | undefined {
  const large = site.parsed.find(({ problem }) => problem?.kind === 'size');
  if (!large) return undefined;
  const place = inSite(siteAt(site, large.start));
  if (large.problem?.name === 'depth')
    return {
      ...place,
      message: `the expression is nested more than ${deepest} levels deep`,
      hint: 'compute it in a step, and read its output',
    };
  const message = `the expression has ${number(large.source.length)} characters, and GitHub takes ${number(longest)}`;
  return { ...place, message, hint: 'compute it in a step, and read its output' };
}

/** GitHub makes one call of format() of a text with expressions; a text that is nothing else stays what it is. */
function ofText(site: ParsedSite): Finding | undefined {
  const { text, parsed } = site;
  const [only, ...others] = findExpressions(text);
  if (!only || parsed.some(({ problem }) => problem) || (others.length === 0 && isWhole(text))) return undefined;
  const length = Math.min(text.length, formatLength(text));
  if (length <= longest) return undefined;
  return {
    ...inSite(site),
    message: `the text has ${number(length)} characters, and GitHub takes ${number(longest)} where it holds \${{ }}`,
    hint:
      site.key === 'run' ? 'put the values into the `env` of the step, or the script into a file' : 'make it shorter',
  };
}

const isWhole = (text: string): boolean => /^\s*\$\{\{.*\}\}\s*$/s.test(text);

/** The length of `format('…', …)`, where quotes and braces are doubled. */
function formatLength(text: string): number {
  const sources = findExpressions(text).map(({ source }) => source);
  const outside = sources.reduce((rest, source) => rest.replace(`\${{${source}}}`, ''), text);
  const doubled = outside.match(/['{}]/g)?.length ?? 0;
  const inside = sources.reduce((sum, source, index) => sum + source.trim().length + 4 + String(index).length, 0);
  return "format('')".length + outside.length + doubled + inside;
}

const number = (value: number): string => value.toLocaleString('en-US');
