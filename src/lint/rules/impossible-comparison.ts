/** Reports a comparison with a value that the other side never has. */
import { didYouMean } from '../../diagnostics/index.ts';
import { accessPath, type ExpressionNode } from '../../expressions/index.ts';
import { visitNodes } from '../../expressions/node.ts';
import type { Document } from '../../model/index.ts';
import { sameName } from '../data-shapes.ts';
import { isBooleanInput, knownValues } from '../known-values.ts';
import { mayRead } from '../references.ts';
import { type Finding, inSite, type LintInput, type ParsedSite, type Rule, trees } from '../rule.ts';
import { isYaml } from '../spelling.ts';

export const impossibleComparison: Rule = {
  id: 'impossible-comparison',
  // Source: https://docs.github.com/actions/reference/workflows-and-actions/expressions#operators
  why: 'A comparison with a value that the other side never has is always false, or with `!=` always true. A job or a step is then skipped, or runs, in every run, and nothing says so.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      const problems: Problem[] = [];
      visitNodes(tree, (node) => {
        const problem =
          node.kind === 'operator'
            ? problemOf(node, site, document)
            : node.kind === 'call'
              ? problemOfContains(node, site, document)
              : undefined;
        if (problem) problems.push(problem);
      });
      for (const problem of problems) yield { ...inSite(site), ...problem };
    }
  },
};

/** What the author lists, where a check of what was once there does no harm; in TypeScript the types say so. */
const mayShrink: readonly string[] = ['github', 'matrix', 'inputs'];

type Problem = Pick<Finding, 'message' | 'hint' | 'severity'>;
type Operation = Extract<ExpressionNode, { kind: 'operator' }>;

/** `contains(needs.*.result, 'failed')`: a list of values that are all known. */
function problemOfContains(
  { name, args }: Extract<ExpressionNode, { kind: 'call' }>,
  site: ParsedSite,
  document: Document,
): Problem | undefined {
  const [list, item] = args;
  const path = list && accessPath(list);
  const isResults = path?.length === 3 && sameName(path[0], 'needs') && path[1] === '*' && sameName(path[2], 'result');
  if (!sameName(name, 'contains') || !isResults || item?.kind !== 'literal' || !mayRead(site, 'needs'))
    return undefined;
  const results = knownValues(['needs', 'any', 'result'], site, document) ?? [];
  const value = String(item.value);
  if (results.length === 0 || results.some((each) => sameName(each, value))) return undefined;
  return { message: `no job ends with '${value}': the list never contains it`, hint: didYouMean(value, results) };
}

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
  const severity = isYaml(site.node) && mayShrink.includes(String(path[0]).toLowerCase()) ? 'warning' : 'error';
  return { message: `${path.join('.')} is never '${value}': ${effect}`, hint, severity };
}
