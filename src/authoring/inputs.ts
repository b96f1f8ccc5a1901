/** The inputs of a workflow or a composite action, as typed values of the `inputs` context. */
import { CallSite } from '../diagnostics/index.ts';
import { type Expr, fromNode, type KeysOfUnion } from '../expressions/expr.ts';
import type { ContextsAt } from '../expressions/place.ts';
import type { InputDefinition } from '../model/index.ts';
import { type Defined, definition } from './definition.ts';
import { type Authored, misuse, renderOptions, requireOptions } from './render.ts';
import { Scope } from './scope.ts';

interface InputBase {
  readonly description?: string;
  readonly required?: boolean;
}
type Default<T> = { readonly default?: T | Expr<T, ContextsAt<'workflow-call-input-default'>> };

/** One input, as GitHub types it; `choice` and `environment` exist for `workflow_dispatch` only. */
export type InputOptions =
  | (InputBase & Default<string> & { readonly type?: 'string' | 'environment'; readonly deprecationMessage?: string })
  | (InputBase & Default<boolean> & { readonly type: 'boolean' })
  | (InputBase & Default<number> & { readonly type: 'number' })
  | (InputBase & { readonly type: 'choice'; readonly options: readonly string[]; readonly default?: string });

/** What an input yields. A choice is empty when another event than `workflow_dispatch` started the run. */
export type InputValue<D> = D extends { readonly type: 'boolean' }
  ? boolean
  : D extends { readonly type: 'number' }
    ? number
    : D extends { readonly type: 'choice'; readonly options: readonly (infer O)[] }
      ? O | ''
      : string;

export type InputsOptions = Readonly<Record<string, InputOptions>>;

/** An input of a composite action: always text, whatever is passed. */
export interface ActionInputOptions {
  readonly description?: string;
  readonly required?: boolean;
  /** GitHub knows no other: a boolean would arrive as the text `false`, which is true in a condition. */
  readonly type?: 'string';
  readonly default?: string | Expr<string, 'github'>;
  readonly deprecationMessage?: string;
}
export type ActionInputsOptions = Readonly<Record<string, ActionInputOptions>>;

/** Refuses misspelled keys, a default that is none of the options, and options where there is nothing to choose. */
export type ExactInputs<D> = {
  readonly [K in keyof D]: {
    readonly [P in keyof D[K]]: P extends 'default'
      ? D[K] extends { readonly type: 'choice'; readonly options: readonly (infer O)[] }
        ? O
        : D[K][P]
      : P extends 'options'
        ? D[K] extends { readonly type: 'choice' }
          ? D[K][P]
          : never
        : P extends KeysOfUnion<InputOptions>
          ? D[K][P]
          : never;
  };
};

/** The inputs as values; hand them to `on.workflowDispatch`, `on.workflowCall` or `compositeAction()`. */
export type Inputs<D extends InputsOptions = InputsOptions> = Defined<InputsDefinition> & {
  readonly [K in keyof D]: Expr<InputValue<D[K]>, 'inputs'>;
} & { readonly [typed]?: D };
declare const typed: unique symbol;

export interface InputsDefinition {
  readonly kind: 'inputs';
  readonly options: Authored;
  readonly source: CallSite;
}

/**
 * Values for definitions: those that are required and have no default can't be left out.
 *
 * Without any definition it takes no name at all, where `{}` would take every one.
 */
export type ValuesFor<D, V extends { readonly [K in keyof D]: unknown }> = [keyof D] extends [never]
  ? Readonly<Record<string, never>>
  : { readonly [K in keyof D as IsNeeded<D[K]> extends true ? K : never]: V[K] } & {
      readonly [K in keyof D as IsNeeded<D[K]> extends true ? never : K]?: V[K];
    };
type IsNeeded<D> = D extends { readonly required: true }
  ? D extends { readonly default: unknown }
    ? false
    : true
  : false;

/** Inputs whatever their names. */
export type AnyInputs = Defined<InputsDefinition>;
/** The definitions behind inputs. */
export type DefinitionsOf<I> = I extends { readonly [typed]?: infer D } ? Exclude<D, undefined> : never;

/**
 * Declares inputs, so that jobs can read them as typed values.
 *
 * @example
 * const options = inputs({ model_size: { type: 'choice', options: ['0.5B', '1.5B'], default: '0.5B' } });
 * options.model_size; // ${{ inputs.model_size }}
 */
export function inputs<const D extends InputsOptions>(definitions: D & ExactInputs<D>): Inputs<D> {
  const made: InputsDefinition = {
    kind: 'inputs',
    options: requireOptions('inputs', definitions),
    source: new CallSite(),
  };
  return new Proxy({ [definition]: made } as Defined<InputsDefinition>, inputHandler) as Inputs<D>;
}

const inputHandler: ProxyHandler<Defined<InputsDefinition>> = {
  get(target, key) {
    if (key === definition) return target[definition];
    if (typeof key === 'symbol' || key === 'then' || key === 'toJSON') return undefined;
    return fromNode({ kind: 'property', of: { kind: 'context', name: 'inputs' }, name: key });
  },
};

const inputKeys = ['description', 'type', 'required', 'default', 'options', 'deprecationMessage'];

/** Renders input definitions; a plain object is taken as well as the result of `inputs()`. */
export function renderInputs(made: AnyInputs | InputsDefinition['options']): Record<string, InputDefinition> {
  const own = definition in made ? (made as AnyInputs)[definition] : undefined;
  const options = own?.options ?? (made as Authored);
  return Object.fromEntries(
    Object.entries(options).map(([name, each]) => {
      const { fields, unknown } = renderOptions(requireOptions(`the input "${name}"`, each), inputKeys, new Scope());
      return [name, { ...fields, ...(unknown ? { unknown } : {}), ...(own ? { source: own.source } : {}) }];
    }),
  );
}

/** GitHub hands the inputs of an action over as text: a `false` would be true in a condition. */
export function requireTextInputs(inputs: Readonly<Record<string, InputDefinition>>): void {
  for (const [name, { type }] of Object.entries(inputs)) {
    if (type === undefined || type === 'string') continue;
    throw misuse(
      `"${name}" can't be a ${type}: the inputs of an action are text`,
      `leave the type out, and compare: eq(options.${name}, 'true')`,
    );
  }
}
