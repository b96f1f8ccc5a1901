/** Reports a comparison with a value that the other side never has. */
import { didYouMean } from '../../diagnostics/index.ts';
import { accessPath, type ExpressionNode } from '../../expressions/index.ts';
import { visitNodes } from '../../expressions/node.ts';
import type { Document } from '../../model/index.ts';
import { sameName } from '../data-shapes.ts';
import { isBooleanInput, knownValues } from '../known-values.ts';
import { mayRead } from '../references.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, trees } from '../rule.ts';

export const impossibleComparison: Rule = {
  id: 'impossible-comparison',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      const problems: Problem[] = [];
      visitNodes(tree, (node) => {
        const problem = node.kind === 'operator' ? problemOf(node, site, document) : undefined;
        if (problem) problems.push(problem);
      });
      for (const problem of problems) yield { ...inSite(site), ...problem };
    }
  },
};

type Problem = Pick<Finding, 'message' | 'hint'>;
type Operation = Extract<ExpressionNode, { kind: 'operator' }>;

function problemOf({ operator, args }: Operation, site: ParsedSite, document: Document): Problem | undefined {
  if (operator !== '==' && operator !== '!=') return undefined;
  const literal = args.find((arg) => arg.kind === 'literal');
  const path = args.map(accessPath).find((each) => each !== undefined);
  if (!literal || typeof literal.value !== 'string' || !path || !mayRead(site, String(path[0]).toLowerCase()))
    return undefined;
  const { value } = literal;
  const effect = operator === '==' ? 'the comparison never holds' : 'the comparison always holds';
  if (isBooleanInput(path, document)) {
    return {
      message: `${path.join('.')} is a boolean and never equals the text '${value}': ${effect}`,
      hint: `write ${value === 'false' ? '!' : ''}${path.join('.')}`,
    };
  }
  const known = knownValues(path, site, document);
  if (!known || known.some((each) => sameName(each, value))) return undefined;
  const hint = didYouMean(
    value,
    known.filter((each) => each !== ''),
  );
  return { message: `${path.join('.')} is never '${value}': ${effect}`, hint };
}
