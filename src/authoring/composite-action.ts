/** Composite actions: steps that several workflows share. */
import { CallSite } from '../diagnostics/index.ts';
import type { CompositeAction as ActionData, BrandingColor, BrandingIcon } from '../model/index.ts';
import { strictBash } from './default-shell.ts';
import { type Defined, definition } from './definition.ts';
import type { Text } from './fields.ts';
import { type ActionInputsOptions, type Inputs, renderInputs, requireTextInputs, type ValuesFor } from './inputs.ts';
import {
  freeze,
  type NoteOptions,
  noteKeys,
  renderNotes,
  renderOptions,
  renderValue,
  requireOptions,
} from './render.ts';
import { renderSteps } from './render-step.ts';
import { Scope } from './scope.ts';
import { type ActionInput, type Step, type StepOptions, step } from './step.ts';
import { identifySteps } from './step-ids.ts';

export interface CompositeActionOptions<D extends ActionInputsOptions, O extends string> extends NoteOptions {
  readonly name: string;
  readonly description: string;
  readonly author?: string;
  /** The badge in the marketplace. */
  readonly branding?: { readonly icon?: BrandingIcon; readonly color?: BrandingColor };
  readonly inputs?: Inputs<D>;
  readonly outputs?: { readonly [K in O]: ActionOutputOptions };
  readonly steps: readonly Step[];
  readonly doc?: string;
}

export interface ActionOutputOptions {
  readonly description?: string;
  readonly value: Text<'action/output-value'>;
}

type UseInputs<D> = ValuesFor<D, { readonly [K in keyof D]: ActionInput<string | number | boolean> }>;
/** The inputs may be left out where none is needed. */
type UseArguments<D> =
  Readonly<Record<never, never>> extends UseInputs<D>
    ? [inputs?: UseInputs<D>, options?: StepOptions]
    : [inputs: UseInputs<D>, options?: StepOptions];

/** A composite action as a value: export it from a pipeline file, and `use` it as a step. */
export interface CompositeAction<D = unknown, O extends string = string> extends Defined<ActionData> {
  readonly kind: 'action';
  readonly id: string;
  /** A step that runs the action; the repository must be checked out before it. */
  readonly use: (...given: UseArguments<D>) => Step<O>;
}

/**
 * A composite action, written to `.github/actions/<id>/action.yml`.
 *
 * @example
 * export default compositeAction('setup-model', { name: 'Set up a model', description: '…', steps: [run(sh`…`)] });
 */
export function compositeAction<
  const D extends ActionInputsOptions = Readonly<Record<never, never>>,
  const O extends string = never,
>(id: string, options: CompositeActionOptions<D, O>): CompositeAction<D, O> {
  const source = new CallSite();
  const given = requireOptions('compositeAction', options);
  const steps = Array.isArray(given['steps']) ? given['steps'] : [];
  const ids = identifySteps(steps, given['outputs']);
  const scope = new Scope(ids);
  const { fields, unknown } = renderOptions(given, ['name', 'description', 'author', 'branding'], scope, [
    'inputs',
    'outputs',
    'steps',
    ...noteKeys,
  ]);
  const outputs = renderValue(given['outputs'], scope);
  const inputs = given['inputs'] === undefined ? undefined : renderInputs(given['inputs'] as Inputs);
  requireTextInputs(inputs ?? {});
  const data = {
    kind: 'action',
    id,
    source,
    ...renderNotes(given),
    ...fields,
    ...(inputs === undefined ? {} : { inputs }),
    ...(outputs === undefined ? {} : { outputs }),
    ...(unknown ? { unknown } : {}),
    // GitHub has no default shell for the steps of an action.
    steps: renderSteps(given['steps'], ids, scope).map((each) =>
      each.kind === 'run' ? { shell: strictBash, ...each } : each,
    ),
  } as unknown as ActionData;
  const use = (given: object = {}, stepOptions: StepOptions = {}): Step<O> =>
    step({
      kind: 'uses',
      options: requireOptions(id, stepOptions),
      source: new CallSite(),
      uses: `./.github/actions/${id}`,
      inputs: requireOptions(id, given),
    });
  return Object.freeze({ kind: 'action' as const, id, use, [definition]: freeze(data) });
}
