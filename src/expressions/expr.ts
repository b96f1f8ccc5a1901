/** The value that stands for an expression: what it yields, and which contexts it reads. */
import { PipelineError } from '../diagnostics/index.ts';
import type { ExpressionNode, Literal } from './node.ts';

/** Where the tree is kept. A registered symbol: two copies of this package understand each other. */
export const expressionNode: unique symbol = Symbol.for('pipewright.expression') as never;
declare const yields: unique symbol;
declare const reads: unique symbol;

/**
 * An expression that yields `T` and reads the contexts `C`.
 *
 * `'untrusted'` among `C` marks text that an outsider controls (a title, a branch name): it may go into `env`
 * and into `sh`, and nowhere where it could execute. `'status'` marks `success()` and its kind.
 *
 * @example
 * const ref: Expr<string, 'github'> = github.ref; // ${{ github.ref }}
 */
export interface Expr<out T = unknown, out C extends string = string> {
  readonly [yields]?: T;
  readonly [reads]?: C;
  readonly [expressionNode]: ExpressionNode;
}

/** A literal or an expression that yields it. */
export type Arg<T, C extends string> = T | Expr<T, C>;
/** The contexts that an argument reads. */
export type ContextsOf<E> = E extends Expr<unknown, infer C> ? C : never;
/** What an argument yields. */
export type YieldOf<E> = E extends Expr<infer T, string> ? T : E;

/** An expression for plain data, with one more for each property below it. */
export type Field<V, C extends string> = [V] extends [readonly unknown[] | string | number | boolean | null]
  ? Expr<V, C>
  : Expr<V, C> & { readonly [P in KeysOfUnion<V>]: Field<PropertyOf<V, P>, C> };
export type KeysOfUnion<V> = V extends unknown ? keyof V : never;
/** A property that only some members of a union have is empty in the others. */
type PropertyOf<V, P> = V extends unknown ? (P extends keyof V ? V[P] : '') : never;

export function isExpr(value: unknown): value is Expr {
  return (typeof value === 'object' || typeof value === 'function') && value !== null && expressionNode in value;
}

/** Wraps a tree; any property read on the result goes one step deeper, known to GitHub or not. */
export function fromNode<T, C extends string>(node: ExpressionNode): Expr<T, C> {
  return new Proxy({ [expressionNode]: node }, expressionHandler) as Expr<T, C>;
}

/** The tree of an expression, or of a literal. */
export function toNode(value: unknown): ExpressionNode {
  if (isExpr(value)) return value[expressionNode];
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) {
    return { kind: 'literal', value: value as Literal };
  }
  throw new PipelineError([
    {
      severity: 'error',
      code: 'not-an-expression',
      message: `${describe(value)} can't stand in an expression`,
      hint: 'use a string, a number, a boolean, null, or a value such as github.ref or step.outputs.name',
    },
  ]);
}

/** An object whose every property is an expression below `node`; `every` is GitHub's `.*`. */
const expressionHandler: ProxyHandler<{ [expressionNode]: ExpressionNode }> = {
  get(target, key) {
    if (key === expressionNode) return target[expressionNode];
    // A template literal or a `+` would turn the reference into meaningless text.
    if (key === Symbol.toPrimitive) return refuseText;
    if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
    if (key === 'every') return fromNode({ kind: 'every', of: target[expressionNode] });
    return fromNode({ kind: 'property', of: target[expressionNode], name: key });
  },
};

function refuseText(): never {
  throw new PipelineError([
    {
      severity: 'error',
      code: 'expression-as-text',
      message: 'an expression has no text of its own before the workflow runs',
      hint: 'write text`Test on ${github.ref}` for a name, or sh`…` for a script, instead of a plain template literal',
    },
  ]);
}

/** What a wrong value is, in words for a message. */
export function describe(value: unknown): string {
  if (value === undefined) return 'undefined';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
