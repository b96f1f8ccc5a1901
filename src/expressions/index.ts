/** Expressions: as authors write them, as GitHub reads them, and what each place may read. */
export { env, github, jobContext, runner, secret, strategy, vars } from './context-values.ts';
export { event } from './event.ts';
export { events } from './events.generated.ts';
export { type Arg, type ContextsOf, type Expr, expressionNode, isExpr, type YieldOf } from './expr.ts';
export * as functions from './functions.ts';
export type { ExpressionNode } from './node.ts';
export {
  accessesOf,
  accessPath,
  contextNames,
  functionNames,
  type ParsedExpression,
  parseExpression,
  parseText,
} from './parse.ts';
export { type ContextsAt, executingPlaces, type Place, places } from './place.ts';
