/** Says which conditions may leave a step or a job out, and which hold whenever the others do. */
import { accessesOf, type ExpressionNode } from '../expressions/index.ts';
import type { StepsJob } from '../model/index.ts';
import { callsIn, conditionTree } from './conditions.ts';
import { fieldsOf, hasExpression } from './data-shapes.ts';

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
const ownOfJob = ['job', 'action', 'action_ref', 'action_repository', 'job_workflow_sha'];
/** What the runner of each job has its own of. */
const ownOfRunner = ['workspace', 'action_path', 'action_status', 'env', 'path', 'token'];

/** Whether an expression has one value in all jobs of a run. */
export const isShared = (tree: ExpressionNode): boolean => isSame(tree, shared, [...ownOfJob, ...ownOfRunner]);

/** Whether an expression has one value in all jobs that a matrix makes of this one. */
export function isSharedInMatrix(tree: ExpressionNode, { environment }: StepsJob): boolean {
  // Each environment has variables of its own.
  const isOneEnvironment = !hasExpression(fieldsOf(environment)['name']);
  return isSame(tree, [...shared, ...(isOneEnvironment ? ['vars'] : [])], ownOfRunner);
}

function isSame(tree: ExpressionNode, contexts: readonly string[], except: readonly string[]): boolean {
  if (callsIn(tree).some((name) => ['hashfiles', 'failure', 'success', 'cancelled'].includes(name))) return false;
  return accessesOf(tree).every(([context = '', name = '*']) => {
    if (!contexts.includes(context.toLowerCase())) return false;
    return context.toLowerCase() !== 'github' || (name !== '*' && !except.includes(name.toLowerCase()));
  });
}

/** Whether a condition may hold in some jobs of a matrix and not in others. */
export function variesInMatrix(condition: unknown): boolean {
  if (restrictionOf(condition) === undefined) return false;
  const tree = conditionTree(String(condition));
  return !tree || !isShared(tree);
}
