/** Reports a condition that holds whatever happens. */
import { accessPath, type ExpressionNode } from '../../expressions/index.ts';
import { evaluate, nothingKnown, truthOf } from '../../plan/index.ts';
import { callsIn } from '../conditions.ts';
import { type Finding, inSite, type LintInput, type Rule, trees } from '../rule.ts';

export const constantCondition: Rule = {
  id: 'constant-condition',
  // Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#literals
  why: "Text that is not empty counts as true, so `a || 'b'` holds whatever `a` is. Such a condition looks like a guard and lets everything through.",
  *check({ expressions }: LintInput): Generator<Finding> {
    for (const { site, tree } of trees(expressions)) {
      if (!site.condition || site.text.includes('${{')) continue;
      // That is what always() is for.
      if (callsIn(tree).includes('always') || truthOf(evaluate(tree, nothingKnown)) !== 'true') continue;
      yield {
        ...inSite(site),
        message: 'the condition always holds, whatever happens',
        hint: comparison(tree) ?? 'leave the condition out, or compare with what it is about',
        severity: 'warning',
      };
    }
  },
};

/** `a == 'x' || 'y'` is meant to compare with both. */
function comparison(tree: ExpressionNode): string | undefined {
  if (tree.kind !== 'operator' || tree.operator !== '||') return undefined;
  const text = tree.args.find((arg) => arg.kind === 'literal' && typeof arg.value === 'string');
  const [compared] = tree.args.flatMap((arg) =>
    arg.kind === 'operator' && arg.operator === '=='
      ? arg.args.flatMap((each) => accessPath(each)?.join('.') ?? [])
      : [],
  );
  if (text?.kind !== 'literal' || compared === undefined) return undefined;
  return `text alone is true: write || ${compared} == '${String(text.value)}'`;
}
