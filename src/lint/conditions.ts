/** What conditions ask for: the functions they call and the contexts they read. */
import { accessesOf, type ExpressionNode, parseExpression, parseText } from '../expressions/index.ts';

/** The tree of a condition as the model holds it; undefined for one that is not there, or that GitHub can't read. */
export function conditionTree(condition: unknown): ExpressionNode | undefined {
  if (typeof condition !== 'string') return undefined;
  if (!condition.includes('${{')) return parseExpression(condition).tree;
  const [first, ...others] = parseText(condition);
  // Text around an expression makes all of it true.
  return others.length === 0 ? first?.tree : undefined;
}

/** The names of the functions that an expression calls, in lower case. */
export function callsIn(node: ExpressionNode): string[] {
  switch (node.kind) {
    case 'call':
      return [node.name.toLowerCase(), ...node.args.flatMap(callsIn)];
    case 'operator':
      return node.args.flatMap(callsIn);
    case 'property':
    case 'every':
      return callsIn(node.of);
    case 'index':
      return [...callsIn(node.of), ...callsIn(node.index)];
    default:
      return [];
  }
}

/** The routes that a condition reads, in lower case: `github.event.action`. */
export function readIn(condition: unknown): string[] {
  const tree = conditionTree(condition);
  return tree ? accessesOf(tree).map((path) => path.join('.').toLowerCase()) : [];
}

/** Whether a job with this condition runs also when a job that it needs has failed. */
export function runsAfterFailure(condition: unknown): boolean {
  const tree = conditionTree(condition);
  const calls = new Set(tree ? callsIn(tree) : []);
  return calls.has('always') || calls.has('cancelled') || calls.has('failure');
}
