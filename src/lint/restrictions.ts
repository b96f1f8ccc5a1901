/** Says which conditions may leave a step or a job out, and which hold whenever the others do. */
import { accessesOf, type ExpressionNode } from '../expressions/index.ts';
import { callsIn, conditionTree } from './conditions.ts';

/** The condition as text where it may leave something out; undefined where it never does. */
export function restrictionOf(condition: unknown): string | undefined {
  if (condition === undefined || condition === true) return undefined;
  const text = String(condition).replace(/\s+/g, ' ').trim();
  const plain = text.replace(/^\$\{\{(.*)\}\}$/, '$1').trim();
  return /^(?:true|always\(\)|success\(\)|! ?cancelled\(\)|success\(\) \|\| failure\(\))$/i.test(plain)
    ? undefined
    : text;
}

/** Contexts that are the same in every job of a run. */
const shared = ['github', 'inputs', 'needs'];
/** What differs between jobs or steps all the same. */
const own = ['job', 'action', 'action_path', 'action_ref', 'action_repository', 'job_workflow_sha', 'workspace'];

/** Whether an expression has one value in all jobs of a run. */
export function isShared(tree: ExpressionNode): boolean {
  if (callsIn(tree).some((name) => ['hashfiles', 'failure', 'success', 'cancelled'].includes(name))) return false;
  return accessesOf(tree).every(([context = '', name = '*']) => {
    if (!shared.includes(context.toLowerCase())) return false;
    return context.toLowerCase() !== 'github' || (name !== '*' && !own.includes(name.toLowerCase()));
  });
}

/** Whether a condition may hold in some jobs of a matrix and not in others. */
export function variesInMatrix(condition: unknown): boolean {
  if (restrictionOf(condition) === undefined) return false;
  const tree = conditionTree(String(condition));
  return !tree || !isShared(tree);
}
