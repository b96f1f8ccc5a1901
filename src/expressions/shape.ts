/** Describes what a context holds, once: the types, the known properties and the untrusted text all follow from it. */
import { type Expr, fromNode } from './expr.ts';

/** The shape of a value in a context. */
export type Shape =
  | { readonly kind: 'string'; readonly untrusted?: true; readonly values?: readonly string[] }
  | { readonly kind: 'number' }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'object'; readonly properties: Readonly<Record<string, Shape>> }
  | { readonly kind: 'list'; readonly of: Shape }
  /** Any name, each with the same shape. */
  | { readonly kind: 'map'; readonly of: Shape }
  /** Anything: what lies below is not described. */
  | { readonly kind: 'any' };

export const string = { kind: 'string' } as const;
export const number = { kind: 'number' } as const;
export const boolean = { kind: 'boolean' } as const;
export const anything = { kind: 'any' } as const;
/** Text that an outsider controls. */
export const untrusted = { kind: 'string', untrusted: true } as const;
export const oneOf = <const V extends readonly string[]>(...values: V) => ({ kind: 'string', values }) as const;
export const object = <const P extends Readonly<Record<string, Shape>>>(properties: P) =>
  ({ kind: 'object', properties }) as const;
export const list = <const S extends Shape>(of: S) => ({ kind: 'list', of }) as const;
export const map = <const S extends Shape>(of: S) => ({ kind: 'map', of }) as const;

/**
 * Gives an inferred shape a name: `interface User extends Named<typeof userShape> {}`.
 *
 * Declarations then refer to the name; without it each would spell out all that lies below, megabytes of it.
 */
export type Named<S> = S;

/** What a shape yields as a value. */
export type ValueOf<S> = S extends { kind: 'string'; values: readonly (infer V)[] }
  ? V
  : S extends { kind: 'string' }
    ? string
    : S extends { kind: 'number' }
      ? number
      : S extends { kind: 'boolean' }
        ? boolean
        : S extends { kind: 'list'; of: infer E }
          ? readonly ValueOf<E>[]
          : S extends { kind: 'object'; properties: infer P }
            ? { readonly [K in keyof P]: ValueOf<P[K]> }
            : S extends { kind: 'map'; of: infer E }
              ? Readonly<Record<string, ValueOf<E>>>
              : unknown;

/**
 * What an author gets for a shape: an expression, with one more for each property below it.
 *
 * A whole object or list counts as untrusted: `toJSON(event('issues').issue)` holds the title too.
 */
export type Shaped<S, C extends string> = S extends { kind: 'object'; properties: infer P }
  ? Expr<ValueOf<S>, C | 'untrusted'> & { readonly [K in keyof P]: Shaped<P[K], C> }
  : S extends { kind: 'list'; of: infer E }
    ? Expr<ValueOf<S>, C | 'untrusted'> & { readonly every: Every<E, C> }
    : S extends { kind: 'map' }
      ? Expr<ValueOf<S>, C | 'untrusted'>
      : S extends { kind: 'string'; untrusted: true }
        ? Expr<string, C | 'untrusted'>
        : S extends { kind: 'any' }
          ? // biome-ignore lint/suspicious/noExplicitAny: what GitHub does not describe takes part in any comparison
            Expr<any, C | 'untrusted'>
          : Expr<ValueOf<S>, C>;

/** GitHub's `.*`: the same property of every element. */
type Every<S, C extends string> = S extends { kind: 'object'; properties: infer P }
  ? Expr<readonly ValueOf<S>[], C | 'untrusted'> & { readonly [K in keyof P]: Every<P[K], C> }
  : S extends { untrusted: true }
    ? Expr<readonly string[], C | 'untrusted'>
    : Expr<readonly ValueOf<S>[], C>;

/** A context as an author reads it: `context('github', shape).ref`. */
export function context<const S extends Shape, C extends string>(name: C, _shape: S): Shaped<S, C> {
  return fromNode({ kind: 'context', name }) as never;
}
