/** Evaluates the condition of a job or a step, and explains it part by part. */
import { accessesOf, accessPath, type ExpressionNode, parseExpression } from '../expressions/index.ts';
import { renderExpression } from '../expressions/node.ts';
import { evaluate, type Outcome, type Scope, type Truth, truthOf } from './evaluate.ts';
import { readsStatus } from './reach.ts';
import { showOutcome } from './show-outcome.ts';
import type { ConditionPart, ConditionPlan } from './workflow-plan.ts';

export interface Condition {
  readonly text: string;
  /** None where the text is not an expression alone, which makes it true. */
  readonly tree?: ExpressionNode | undefined;
  /** Without a status function a condition has `success() &&` before it. */
  readonly asksSuccess: boolean;
  /** Why it can't be evaluated. */
  readonly problem?: string | undefined;
  readonly accesses: readonly (readonly string[])[];
}

/** Reads the condition of a node; undefined where there is none. */
export function readCondition(given: unknown): Condition | undefined {
  const text = String(given ?? '').trim();
  if (text === '') return undefined;
  if (text.includes('${{')) return { text, asksSuccess: true, accesses: [] };
  const { tree, problem } = parseExpression(text);
  if (!tree) return { text, asksSuccess: true, accesses: [], problem: problem?.message ?? 'it is no expression' };
  const accesses = accessesOf(tree).filter((path) => !path.includes('*'));
  return { text, tree, asksSuccess: !readsStatus(tree), accesses: distinct(accesses) };
}

const distinct = (paths: readonly string[][]): string[][] => [
  ...new Map(paths.map((path) => [keyOf(path), path])).values(),
];
const keyOf = (path: readonly string[]): string => path.join('.').toLowerCase();

/** The truth of a condition without the `success()` that is added to it. */
export function truthOfCondition({ tree, problem, accesses }: Condition, scope: Scope): Truth {
  if (problem !== undefined) return 'unknown';
  return tree ? truthOf(evaluateCases(tree, scope, accesses)) : 'true';
}

/** So many cases are looked at one by one: a value that is read twice is the same both times. */
const mostCases = 64;

function evaluateCases(tree: ExpressionNode, scope: Scope, accesses: Condition['accesses']): Outcome {
  const open = accesses
    .map((path) => ({ key: keyOf(path), outcome: scope.read(path) }))
    .filter(({ outcome }) => outcome.length > 1 && outcome.every(({ kind }) => kind === 'value'));
  const count = open.reduce((product, { outcome }) => product * outcome.length, 1);
  if (open.length === 0 || count > mostCases) return evaluate(tree, scope);
  const cases = open.reduce<ReadonlyMap<string, Outcome>[]>(
    (found, { key, outcome }) => found.flatMap((each) => outcome.map((one) => new Map([...each, [key, [one]]]))),
    [new Map()],
  );
  return cases.flatMap((fixed) =>
    evaluate(tree, { ...scope, read: (path) => fixed.get(keyOf(path)) ?? scope.read(path) }),
  );
}

/** The condition with what each part of it yields. */
export function explain(condition: Condition, value: Truth, scope: Scope, asked: boolean): ConditionPlan {
  const { text, tree, problem } = condition;
  if (problem !== undefined) return { text, value, parts: [{ text: "it can't be evaluated", value: problem }] };
  const success = asked ? [{ text: 'success()', value: showOutcome(scope.status('success')) }] : [];
  const parts = tree
    ? partsOf(tree).map((node) => partOf(node, scope))
    : [{ text: 'a text that is not empty', value: 'true' }];
  const all = [...success, ...parts].filter((part) => part.text !== text || tree?.kind !== 'operator');
  return { text, value, parts: [...new Map(all.map((part) => [part.text, part])).values()] };
}

/** Nothing that was parsed has references by identity. */
const noNames = { step: () => '', job: () => '' };

const partOf = (node: ExpressionNode, scope: Scope): ConditionPart => ({
  text: renderExpression(node, noNames),
  value: showOutcome(evaluate(node, scope)),
});

/** What stands between `&&`, `||` and `!`, each with what it reads. */
function partsOf(node: ExpressionNode): ExpressionNode[] {
  if (node.kind === 'operator' && ['&&', '||', '!'].includes(node.operator)) return node.args.flatMap(partsOf);
  if (node.kind === 'literal') return [];
  return [node, ...operandsOf(node)];
}

function operandsOf(node: ExpressionNode): ExpressionNode[] {
  if (node.kind !== 'operator' && node.kind !== 'call') return [];
  return node.args.flatMap((arg) => {
    if (arg.kind === 'literal') return [];
    return accessPath(arg) || arg.kind === 'property' ? [arg] : [arg, ...operandsOf(arg)];
  });
}
