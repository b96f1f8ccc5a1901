/** Jobs that call a reusable workflow. */
import { CallSite } from '../diagnostics/index.ts';
import type { Expr } from '../expressions/expr.ts';
import type { ContextsAt } from '../expressions/place.ts';
import type { CallJob, Workflow as WorkflowData } from '../model/index.ts';
import { definition, isDefined } from './definition.ts';
import type { Text } from './fields.ts';
import type { ValuesFor } from './inputs.ts';
import {
  type CommonOptions,
  commonKeys,
  handle,
  type Job,
  normalize,
  renderCommon,
  renderNeeds,
  specialKeys,
} from './job.ts';
import { misuse, renderOptions, requireOptions } from './render.ts';
import { Scope } from './scope.ts';

type SecretText = Text<'scalar-needs-context-with-secrets'>;
type InputValueOptions =
  | string
  | number
  | boolean
  | Expr<string | number | boolean, ContextsAt<'scalar-needs-context'>>;

export interface CallOptions<W, S, O extends string> extends CommonOptions {
  readonly with?: W;
  /** The secrets that are passed on; `'inherit'` passes on all of them. */
  readonly secrets?: S | 'inherit';
  /** The outputs that are read, for a workflow given by its path. */
  readonly outputs?: readonly O[];
}

/** What a call of a known workflow takes; inputs and secrets that it requires can't be left out. */
export type CallOptionsOf<W> = CommonOptions & PartOf<'with', WithOf<W>> & PartOf<'secrets', SecretsOf<W>, 'inherit'>;
type PartOf<K extends string, V, Else = never> =
  IsEmptyAllowed<V> extends true ? { readonly [P in K]?: V | Else } : { readonly [P in K]: V | Else };
type IsEmptyAllowed<V> = Readonly<Record<never, never>> extends V ? true : false;

/**
 * A job that calls a reusable workflow: another pipeline by its value, or any by its path.
 *
 * @example
 * import deploy from './deploy.ts';
 * call('deploy', deploy, { with: { stage: 'test' }, secrets: { TOKEN: secret('TOKEN') } });
 */
export function call<W extends Callable>(
  id: string,
  workflow: W,
  ...options: IsEmptyAllowed<CallOptionsOf<W>> extends true ? [options?: CallOptionsOf<W>] : [options: CallOptionsOf<W>]
): Job<OutputsOf<W>>;
export function call<const O extends string = never>(
  id: string,
  workflow: string,
  options?: CallOptions<Readonly<Record<string, InputValueOptions>>, Readonly<Record<string, SecretText>>, O>,
): Job<O>;
export function call(id: string, workflow: unknown, options: object = {}): Job<never> {
  const source = new CallSite();
  const given = requireOptions('call', options);
  const scope = new Scope();
  const { fields, unknown } = renderOptions(given, [...commonKeys, 'with', 'secrets'], scope, [
    ...specialKeys,
    'outputs',
  ]);
  const data: CallJob = {
    kind: 'call',
    id: String(id),
    ...renderCommon(given, scope, source),
    ...normalize(fields),
    uses: typeof workflow === 'string' ? workflow : pathOf(workflow),
    ...(unknown ? { unknown } : {}),
  };
  return handle({ ...data, ...renderNeeds(given['needs'], scope) });
}

/** A workflow value that offers `workflow_call`. */
export interface Callable {
  readonly path: () => string;
  readonly called?: { readonly inputs: unknown; readonly secrets: unknown; readonly outputs: string };
}
type Called<W> = W extends { readonly called?: infer T } ? Exclude<T, undefined> : never;
type WithOf<W> =
  Called<W> extends { readonly inputs: infer I } ? ValuesFor<I, { readonly [K in keyof I]: CallValue<I[K]> }> : never;
type CallValue<D> = D extends { readonly type: 'boolean' }
  ? boolean | Expr<boolean, ContextsAt<'scalar-needs-context'>>
  : D extends { readonly type: 'number' }
    ? number | Expr<number, ContextsAt<'scalar-needs-context'>>
    : Text<'scalar-needs-context'>;
type SecretsOf<W> =
  Called<W> extends { readonly secrets: infer S } ? ValuesFor<S, { readonly [K in keyof S]: SecretText }> : never;
type OutputsOf<W> = Called<W> extends { readonly outputs: infer O extends string } ? O : never;

function pathOf(workflow: unknown): string {
  const made = isDefined(workflow) ? workflow[definition] : undefined;
  if (made?.kind !== 'workflow') {
    throw misuse(
      'call() takes a workflow or the path of one',
      'import the pipeline, or write ./.github/workflows/x.yml',
    );
  }
  const { name, on } = made as WorkflowData;
  if (!on.some(({ event }) => event === 'workflow_call')) {
    throw misuse(`the workflow "${name}" can't be called`, 'add workflowCall: {} to its events');
  }
  return (workflow as unknown as Callable).path();
}
