/** Composite actions: steps that several workflows share. */
import { CallSite } from '../diagnostics/index.ts';
import type { Expr } from '../expressions/expr.ts';
import type { CompositeAction as ActionData } from '../model/index.ts';
import { type Defined, definition } from './definition.ts';
import { type InputsOptions, type Inputs, renderInputs } from './inputs.ts';
import { freeze, renderOptions, renderValue, requireOptions } from './render.ts';
import { renderSteps } from './render-step.ts';
import { Scope } from './scope.ts';
import { type ActionInput, type Step, type StepOptions, step } from './step.ts';
import { identifySteps } from './step-ids.ts';

export interface CompositeActionOptions<D extends InputsOptions, O extends string> {
  readonly name: string;
  readonly description: string;
  readonly author?: string;
  readonly branding?: { readonly icon?: string; readonly color?: string };
  readonly inputs?: Inputs<D>;
  readonly outputs?: { readonly [K in O]: { readonly description?: string; readonly value: string | Expr<string, 'steps' | 'inputs' | 'github'> } };
  readonly steps: readonly Step[];
  readonly doc?: string;
}

/** A composite action as a value: export it from a pipeline file, and `use` it as a step. */
export interface CompositeAction<D = unknown, O extends string = string> extends Defined<ActionData> {
  readonly kind: 'action';
  readonly id: string;
  /** A step that runs the action; the repository must be checked out before it. */
  readonly use: (inputs?: { readonly [K in keyof D]?: ActionInput<string | number | boolean> }, options?: StepOptions) => Step<O>;
}

/**
 * A composite action, written to `.github/actions/<id>/action.yml`.
 *
 * @example
 * export default compositeAction('setup-model', { name: 'Set up a model', description: '…', steps: [run(sh`…`)] });
 */
export function compositeAction<const D extends InputsOptions = Readonly<Record<never, never>>, const O extends string = never>(
  id: string,
  options: CompositeActionOptions<D, O>,
): CompositeAction<D, O> {
  const source = new CallSite();
  const given = requireOptions('compositeAction', options);
  const steps = Array.isArray(given['steps']) ? given['steps'] : [];
  const ids = identifySteps(steps, given['outputs']);
  const scope = new Scope(ids);
  const { fields, unknown } = renderOptions(given, ['name', 'description', 'author', 'branding'], scope, [
    'inputs',
    'outputs',
    'steps',
    'doc',
  ]);
  const outputs = renderValue(given['outputs'], scope);
  const data = {
    kind: 'action',
    id,
    source,
    ...(given['doc'] === undefined ? {} : { doc: String(given['doc']) }),
    ...fields,
    ...(given['inputs'] === undefined ? {} : { inputs: renderInputs(given['inputs'] as Inputs) }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(unknown ? { unknown } : {}),
    // GitHub has no default shell for the steps of an action.
    steps: renderSteps(given['steps'], ids, scope).map((each) => (each.kind === 'run' ? { shell: 'bash', ...each } : each)),
  } as unknown as ActionData;
  const use = (inputs: object = {}, stepOptions: StepOptions = {}): Step<O> =>
    step({
      kind: 'uses',
      options: requireOptions(id, stepOptions),
      source: new CallSite(),
      uses: `./.github/actions/${id}`,
      inputs: requireOptions(id, inputs),
    });
  return Object.freeze({ kind: 'action' as const, id, use, [definition]: freeze(data) });
}
