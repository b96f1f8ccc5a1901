/** The matrix of a job: its axes as typed values. */
import { CallSite } from '../diagnostics/index.ts';
import { type Expr, type Field, fromNode, type KeysOfUnion } from '../expressions/expr.ts';
import type { ContextsAt } from '../expressions/place.ts';
import type { Data, Matrix as MatrixData, MatrixEntry, Strategy } from '../model/index.ts';
import { type Defined, definition } from './definition.ts';
import type { Condition, Numeric } from './fields.ts';
import { type Authored, renderValue, requireOptions } from './render.ts';
import type { Scope } from './scope.ts';

/** The values of an axis: a list, or an expression that yields one when the workflow runs. */
export type Axis = readonly unknown[] | Expr<readonly unknown[], ContextsAt<'strategy'>>;
export type Axes = Readonly<Record<string, Axis>>;
type Element<A> = A extends readonly (infer V)[] ? V : A extends Expr<readonly (infer V)[], string> ? V : never;

/** A value of the matrix, and one more expression for each property below it. */
export type MatrixField<V> = Field<V, 'matrix'>;

type IncludeKeys<I> = I extends readonly (infer E)[] ? KeysOfUnion<E> : never;
/** A key that only some `include` entries have is empty in the other jobs. */
type IncludeValue<I, K> = I extends readonly (infer E)[]
  ? (E extends unknown ? (K extends keyof E ? E[K] : '') : never) | ''
  : never;

export type Matrix<M extends Axes = Axes, I = readonly []> = Defined<MatrixDefinition> & {
  readonly [K in keyof M]: MatrixField<Element<M[K]>>;
} & { readonly [K in Exclude<IncludeKeys<I>, keyof M>]: MatrixField<IncludeValue<I, K>> };

/** A matrix whatever its axes. */
export type AnyMatrix = Defined<MatrixDefinition>;

export interface MatrixDefinition {
  readonly kind: 'matrix';
  readonly axes: unknown;
  readonly options: Authored;
  readonly source: CallSite;
}

export interface MatrixOptions<M extends Axes, I> {
  /** Jobs to add, or keys to add to the jobs that match. */
  readonly include?: I | Expr<readonly unknown[], ContextsAt<'strategy'>>;
  /** Combinations to leave out. */
  readonly exclude?:
    | readonly { readonly [K in keyof M]?: DeepPartial<Element<M[K]>> }[]
    | Expr<readonly unknown[], ContextsAt<'strategy'>>;
  /** Cancels the other jobs when one fails. @default true */
  readonly failFast?: Condition<'strategy'>;
  readonly maxParallel?: Numeric<'strategy'>;
}
type DeepPartial<V> = V extends object ? { readonly [K in keyof V]?: DeepPartial<V[K]> } : V;

/**
 * Describes a matrix; each axis is then a typed value of the job.
 *
 * @example
 * const grid = matrix({ os: ['ubuntu-24.04', 'macos-15'] }, { failFast: false });
 * job('test', { matrix: grid, runsOn: grid.os, steps: [] }); // runs-on: ${{ matrix.os }}
 */
export function matrix<
  const M extends Axes,
  const I extends readonly Readonly<Record<string, unknown>>[] = readonly [],
>(axes: M, options: MatrixOptions<M, I> = {}): Matrix<M, I> {
  requireOptions('matrix', axes);
  return define(axes, requireOptions('matrix', options)) as Matrix<M, I>;
}

/**
 * A matrix that is known only when the workflow runs, from an expression that yields its entries.
 *
 * @example
 * const grid = dynamicMatrix(fromJSON(plan.outputs.matrix, z.object({ include: z.array(z.object({ model: z.string() })) })));
 * grid.model; // ${{ matrix.model }}
 */
export function dynamicMatrix<V extends { readonly include: readonly unknown[] }>(
  whole: Expr<V, ContextsAt<'strategy'>>,
  options: Pick<MatrixOptions<Axes, never>, 'failFast' | 'maxParallel'> = {},
): Matrix<{ [K in keyof V['include'][number]]: V['include'][number][K][] }> {
  return define(whole, requireOptions('dynamicMatrix', options)) as never;
}

function define(axes: unknown, options: Authored): unknown {
  const made: MatrixDefinition = { kind: 'matrix', axes, options, source: new CallSite() };
  return new Proxy({ [definition]: made } as Defined<MatrixDefinition>, axisHandler);
}

/** Every property is an axis; the rule on matrix references reports those that do not exist. */
const axisHandler: ProxyHandler<Defined<MatrixDefinition>> = {
  get(target, key) {
    if (key === definition) return target[definition];
    if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
    return fromNode({ kind: 'property', of: { kind: 'context', name: 'matrix' }, name: key });
  },
};

/** Renders a matrix as the job's strategy. */
export function renderStrategy({ axes, options, source }: MatrixDefinition, scope: Scope): Strategy {
  const { include, exclude, failFast, maxParallel, ...unknown } = options;
  const rendered = renderValue({ include, exclude, failFast, maxParallel, unknown }, scope) as Record<string, Data>;
  const entries = (key: string): object =>
    rendered[key] === undefined ? {} : { [key]: rendered[key] as MatrixEntry[] };
  const node: MatrixData = {
    kind: 'matrix',
    source,
    axes: renderValue(axes, scope) as MatrixData['axes'],
    ...entries('include'),
    ...entries('exclude'),
    ...(Object.keys(unknown).length > 0 ? { unknown: rendered['unknown'] as Record<string, Data> } : {}),
  };
  return {
    matrix: node,
    ...(rendered['failFast'] === undefined ? {} : { failFast: rendered['failFast'] as boolean }),
    ...(rendered['maxParallel'] === undefined ? {} : { maxParallel: rendered['maxParallel'] as number }),
  };
}
