/**
 * GitHub's operators and functions as typed TypeScript functions.
 *
 * Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions
 */
import type { z } from 'zod';
import { PipelineError } from '../diagnostics/index.ts';
import { type Arg, type ContextsOf, type Expr, type Field, fromNode, toNode, type YieldOf } from './expr.ts';
import type { ExpressionNode, Literal, Operator } from './node.ts';

type Simple = Literal;
// An expression with any contexts; `never`-free, so that inference keeps the contexts of each argument.
type Some<T = unknown> = Expr<T, string>;

function operator<C extends string>(name: Operator, args: readonly unknown[]): Expr<boolean, C> {
  return fromNode({ kind: 'operator', operator: name, args: args.map(toNode) });
}

function call<T, C extends string>(name: string, args: readonly unknown[]): Expr<T, C> {
  return fromNode({ kind: 'call', name, args: args.map(toNode) });
}

/**
 * `a == b`. A literal must be one of the values that the expression can have.
 *
 * GitHub ignores the case of strings when it compares.
 *
 * @example
 * eq(github.event_name, 'push'); // github.event_name == 'push'
 */
export function eq<A, B extends A, C extends string>(a: Expr<A, C>, b: NoInfer<B>): Expr<boolean, C>;
export function eq<A, C extends string, D extends string>(a: Expr<A, C>, b: Expr<A, D>): Expr<boolean, C | D>;
export function eq(a: unknown, b: unknown): Expr<boolean, never> {
  return operator('==', [a, b]);
}

/** `a != b`. @example ne(runner.os, 'Windows'); // runner.os != 'Windows' */
export function ne<A, B extends A, C extends string>(a: Expr<A, C>, b: NoInfer<B>): Expr<boolean, C>;
export function ne<A, C extends string, D extends string>(a: Expr<A, C>, b: Expr<A, D>): Expr<boolean, C | D>;
export function ne(a: unknown, b: unknown): Expr<boolean, never> {
  return operator('!=', [a, b]);
}

type Comparison = <C extends string, D extends string = never>(
  a: Expr<number, C>,
  b: number | Expr<number, D>,
) => Expr<boolean, C | D>;
const comparison =
  (name: Operator): Comparison =>
  (a, b) =>
    operator(name, [a, b]);

/** `a < b`, for numbers. */
export const lt: Comparison = comparison('<');
/** `a <= b`, for numbers. */
export const le: Comparison = comparison('<=');
/** `a > b`, for numbers. */
export const gt: Comparison = comparison('>');
/** `a >= b`, for numbers. */
export const ge: Comparison = comparison('>=');

/** `a && b && …`; `true` for none. @example and(eq(github.event_name, 'push'), success()) */
export function and<const E extends readonly Some<boolean>[]>(...conditions: E): Expr<boolean, ContextsOf<E[number]>> {
  return joined('&&', conditions, true);
}

/** `a || b || …`; `false` for none. @example or(failure(), cancelled()) */
export function or<const E extends readonly Some<boolean>[]>(...conditions: E): Expr<boolean, ContextsOf<E[number]>> {
  return joined('||', conditions, false);
}

function joined<C extends string>(name: Operator, conditions: readonly Some[], none: boolean): Expr<boolean, C> {
  const [first] = conditions;
  if (first === undefined) return fromNode(toNode(none));
  return conditions.length === 1 ? (first as Expr<boolean, C>) : operator(name, conditions);
}

/** `!a`. */
export function not<C extends string>(condition: Expr<boolean, C>): Expr<boolean, C> {
  return operator('!', [condition]);
}

/**
 * `a || b` for values: the first that is not empty, false or 0.
 *
 * @example
 * fallback(inputs.model_size, '0.5B'); // inputs.model_size || '0.5B'
 */
export function fallback<const E extends readonly (Simple | Some)[]>(
  ...values: E
): Expr<Exclude<YieldOf<E[number]>, ''>, ContextsOf<E[number]>> {
  if (values.length === 0) {
    const hint = "write fallback(inputs.size, 'small')";
    throw new PipelineError([
      { severity: 'error', code: 'wrong-argument', message: 'fallback() takes at least one value', hint },
    ]);
  }
  return fromNode({ kind: 'operator', operator: '||', args: values.map(toNode) });
}

/**
 * `condition && value || otherwise`: one of two values.
 *
 * @throws PipelineError for an empty, false or 0 `value`, with which GitHub would always give `otherwise`
 * @example
 * when(eq(github.event_name, 'push'), 'fast', 'full'); // github.event_name == 'push' && 'fast' || 'full'
 */
export function when<C extends string, const T extends Simple | Some, const F extends Simple | Some>(
  condition: Expr<boolean, C>,
  value: T,
  otherwise: F,
): Expr<YieldOf<T> | YieldOf<F>, C | ContextsOf<T> | ContextsOf<F>> {
  if (!value) {
    const message = `when() can't choose ${JSON.stringify(value)}: GitHub would give the other value`;
    throw new PipelineError([
      { severity: 'error', code: 'empty-choice', message, hint: 'swap the two values and write not(condition)' },
    ]);
  }
  const chosen: ExpressionNode = { kind: 'operator', operator: '&&', args: [toNode(condition), toNode(value)] };
  return fromNode({ kind: 'operator', operator: '||', args: [chosen, toNode(otherwise)] });
}

/** `case(when, value, …, otherwise)`: the value of the first condition that holds. */
export function choose<const E extends readonly [Some<boolean>, ...(Simple | Some)[]]>(
  ...args: E
): Expr<
  YieldOf<E extends readonly [unknown, ...infer R] ? Exclude<R[number], Some<boolean>> : never>,
  ContextsOf<E[number]>
> {
  return call('case', args);
}

/** `contains(search, item)`: a substring, or an element of a list. */
export function contains<T extends string, C extends string, D extends string = never>(
  search: Expr<readonly T[] | T, C>,
  item: NoInfer<T> | Expr<T, D>,
): Expr<boolean, C | D> {
  return call('contains', [search, item]);
}

/** `startsWith(text, prefix)`. */
export function startsWith<C extends string, D extends string = never>(
  text: Expr<string, C>,
  prefix: Arg<string, D>,
): Expr<boolean, C | D> {
  return call('startsWith', [text, prefix]);
}

/** `endsWith(text, suffix)`. */
export function endsWith<C extends string, D extends string = never>(
  text: Expr<string, C>,
  suffix: Arg<string, D>,
): Expr<boolean, C | D> {
  return call('endsWith', [text, suffix]);
}

/** `format(template, …)`; `text` is the shorter way to write it. */
export function format<const E extends readonly (Simple | Some)[]>(
  template: string,
  ...values: E
): Expr<string, ContextsOf<E[number]>> {
  return call('format', [template, ...values]);
}

/** `join(list, separator)`. */
export function join<C extends string>(values: Expr<readonly unknown[], C>, separator = ','): Expr<string, C> {
  return call('join', separator === ',' ? [values] : [values, separator]);
}

/**
 * One element of a list, or one entry of an object whose keys are free.
 *
 * @example
 * at(event('push').commits, 0).message; // github.event.commits[0].message
 */
export function at<T, C extends string>(list: Expr<readonly T[], C>, index: number): Field<T, C>;
export function at<T, C extends string>(map: Expr<Readonly<Record<string, T>>, C>, key: string): Field<T, C>;
export function at(of: Some, index: number | string): Field<unknown, never> {
  const node: ExpressionNode =
    typeof index === 'number'
      ? { kind: 'index', of: toNode(of), index: toNode(index) }
      : { kind: 'property', of: toNode(of), name: index };
  return fromNode(node);
}

/** `toJSON(value)`. */
export function toJSON<C extends string>(value: Expr<unknown, C>): Expr<string, C> {
  return call('toJSON', [value]);
}

/**
 * `fromJSON(text)`, typed by a zod schema of what the text holds.
 *
 * @example
 * fromJSON(plan.outputs.models, z.array(z.string())); // Expr<string[], 'needs'>
 */
export function fromJSON<S extends z.ZodType, C extends string = never>(
  text: Arg<string, C>,
  _schema: S,
): Expr<z.output<S>, C> {
  return call('fromJSON', [text]);
}

/** `hashFiles(pattern, …)`: where steps run. @example hashFiles('package-lock.json') */
export function hashFiles(...patterns: readonly [string, ...string[]]): Expr<string, 'hashFiles'> {
  return call('hashFiles', patterns);
}

/** `success()`: no earlier step, or no needed job, has failed. Conditions have it unless they name another. */
export const success = (): Expr<boolean, 'status'> => call('success', []);
/** `failure()`: an earlier step, or a needed job, has failed. */
export const failure = (): Expr<boolean, 'status'> => call('failure', []);
/** `cancelled()`: the workflow was cancelled. */
export const cancelled = (): Expr<boolean, 'status'> => call('cancelled', []);
/** `always()`: whatever happened before, even a cancellation. Prefer `not(cancelled())`. */
export const always = (): Expr<boolean, 'status'> => call('always', []);

/**
 * Text with expressions in it, for names and other text fields.
 *
 * @example
 * text`Test on ${grid.os}`; // Test on ${{ matrix.os }}
 */
export function text<const E extends readonly (string | number | Some<string | number | boolean>)[]>(
  strings: TemplateStringsArray,
  ...values: E
): Expr<string, ContextsOf<E[number]>> {
  const parts: (string | ExpressionNode)[] = [];
  strings.forEach((piece, index) => {
    if (piece !== '') parts.push(piece);
    if (index < values.length) parts.push(toNode(values[index]));
  });
  return fromNode({ kind: 'text', parts: mergeLiterals(parts) });
}

function mergeLiterals(parts: readonly (string | ExpressionNode)[]): (string | ExpressionNode)[] {
  const merged: (string | ExpressionNode)[] = [];
  for (const part of parts) {
    const plain = typeof part === 'string' ? part : part.kind === 'literal' ? String(part.value ?? '') : undefined;
    const last = merged.at(-1);
    if (plain === undefined) merged.push(part);
    else if (typeof last === 'string') merged[merged.length - 1] = last + plain;
    else merged.push(plain);
  }
  return merged;
}
