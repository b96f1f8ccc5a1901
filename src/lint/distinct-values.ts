/** Tells expressions apart whose values never are the same, nor one the start of the other. */
import { accessPath, type ExpressionNode } from '../expressions/index.ts';

/**
 * What each of these holds is of a kind of its own: `Linux`, `X64`, a commit, a number …
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/contexts
 */
const kinds: Readonly<Record<string, string>> = {
  'runner.os': 'system',
  'runner.arch': 'architecture',
  'runner.name': 'runner',
  'runner.temp': 'folder',
  'github.sha': 'commit',
  'github.ref': 'full ref',
  'github.ref_name': 'ref',
  'github.head_ref': 'ref',
  'github.base_ref': 'ref',
  'github.run_id': 'run',
  'github.run_number': 'number of the run',
  'github.run_attempt': 'number of the attempt',
  'github.event_name': 'event',
  'github.job': 'job',
  'github.repository': 'repository',
};

/**
 * Whether two expressions certainly have different values.
 *
 * @example
 * areDistinct(runner.os, runner.arch); // true
 * areDistinct(runner.os, matrix.os); // false: who knows
 */
export function areDistinct(one: ExpressionNode | undefined, other: ExpressionNode | undefined): boolean {
  const [kind, otherKind] = [kindOf(one), kindOf(other)];
  return kind !== undefined && otherKind !== undefined && kind !== otherKind;
}

function kindOf(node: ExpressionNode | undefined): string | undefined {
  if (node?.kind === 'call') return /^hashfiles$/i.test(node.name) ? 'hash' : undefined;
  const path = node && accessPath(node)?.join('.').toLowerCase();
  return path !== undefined && Object.hasOwn(kinds, path) ? kinds[path] : undefined;
}
