/** Passes on what authoring found wrong with a node, each finding under its own code. */
import type { Node } from '../../model/index.ts';
import { inlineExpressions } from '../inline-expressions.ts';
import { nodesOf } from '../nodes.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';

export const authoringProblem: Rule = {
  id: 'authoring-problem',
  why: 'Some mistakes show while a pipeline is being put together, before there is a workflow to look at: a variable that hides a value of the script, a value that a shell would run as code. They are passed on here, each under a name of its own.',
  *check({ document }: LintInput): Generator<Finding> {
    for (const { node, place, path } of nodesOf(document)) {
      for (const problem of node.problems ?? []) {
        if (hasOwnRule(node, problem.code)) continue;
        yield { ...problem, node: place, path: problem.path ?? path };
      }
    }
  },
};

/** The rules on scripts name the expression. */
const hasOwnRule = (node: Node & { kind?: string }, code: string): boolean =>
  code === 'expression-in-script' && node.kind === 'run' && inlineExpressions(node as never).length > 0;
