/** Steps: scripts, actions, and the waiting for steps in the background. */
import { CallSite } from '../diagnostics/index.ts';
import { describe, type Expr, fromNode, isExpr } from '../expressions/expr.ts';
import type { ContextsAt } from '../expressions/place.ts';
import type { Script } from '../expressions/shell/index.ts';
import { type Defined, definition, isDefined } from './definition.ts';
import type { DurationOptions, SizeOptions } from './estimates.ts';
import type { Condition, EnvOptions, Numeric, Shell, Text } from './fields.ts';
import { type Authored, misuse, type NoteOptions, requireOptions } from './render.ts';

export type StepResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A step as a value: put it into a job, and read its outputs wherever the job may. */
export interface Step<O extends string = string> extends Defined<StepDefinition> {
  readonly kind: 'step';
  /** The outputs that the step writes. Reading one gives the step an id when it has none. */
  readonly outputs: { readonly [K in O]: Expr<string, 'steps'> };
  /** The result before `continueOnError` is applied. */
  readonly outcome: Expr<StepResult, 'steps'>;
  /** The result after `continueOnError` is applied. */
  readonly conclusion: Expr<StepResult, 'steps'>;
}

/** What a step was made from; a job renders it. */
export interface StepDefinition {
  readonly kind: 'run' | 'uses' | 'wait' | 'wait-all' | 'cancel' | 'parallel';
  readonly options: Authored;
  readonly source: CallSite;
  readonly script?: Script;
  readonly uses?: string;
  readonly tag?: string;
  readonly inputs?: Authored;
  readonly outputs?: readonly DeclaredOutputName[];
  /** The steps that are waited for, cancelled, or run side by side. */
  readonly steps?: readonly unknown[];
}

export interface DeclaredOutputName {
  readonly name: string;
  readonly writtenBy?: string;
  readonly values?: readonly string[];
  readonly computed?: unknown;
}

export interface StepOptions extends NoteOptions, DurationOptions, SizeOptions {
  /** Unique in the job. @default made from the name, the action or the first output, when something refers to the step */
  readonly id?: string;
  readonly name?: Text<'step-name'>;
  readonly if?: Condition<'step-if'>;
  readonly env?: EnvOptions<'step-env'>;
  /** Goes on with the job when the step fails. */
  readonly continueOnError?: Condition<'step-continue-on-error'>;
  readonly timeoutMinutes?: Numeric<'step-timeout-minutes'>;
  /** Starts the step and goes on; `wait()` waits for it. */
  readonly background?: boolean;
  /** Becomes a comment above the step. */
  readonly doc?: string;
}

/** An output that a program called by the script writes, where the script's own text does not show it. */
export interface WrittenBy {
  readonly writtenBy: string;
}

/** Says which program writes an output. @example { outputs: { tag: writtenBy('scripts/tag.sh') } } */
export const writtenBy = (program: string): WrittenBy => ({ writtenBy: program });

/** All that an output can be, so that a plan knows the cases before anything runs. */
export interface OneOf {
  readonly values: readonly string[];
}

/**
 * Says which values an output can have.
 *
 * @example
 * run(sh`${writeOutput('lane', 'a')}`, { outputs: { lane: oneOf('a', 'b', 'none') } });
 */
export function oneOf(...values: readonly [string, ...string[]]): OneOf {
  if (values.length > 0 && values.every((value) => typeof value === 'string')) return { values };
  throw misuse('oneOf() takes the texts that an output can be', "write oneOf('true', 'false')");
}

/** How a plan finds an output without running the script. */
export interface Computed {
  readonly computed: Expr<unknown, ContextsAt<'step-with'>>;
}

/**
 * Says what the script writes, as an expression: for plans and budgets, the workflow itself does not have it.
 *
 * @example
 * run(sh`…`, { outputs: { deep: computed(eq(github.event_name, 'schedule')) } });
 */
export function computed(value: Expr<unknown, ContextsAt<'step-with'>>): Computed {
  if (isExpr(value)) return { computed: value };
  throw misuse(
    `computed() takes an expression, not ${describe(value)}`,
    "write computed(eq(github.event_name, 'schedule'))",
  );
}

/** What is known of an output beside its name. */
export type OutputDeclaration = WrittenBy | OneOf | Computed;

export interface RunOptions<O extends string> extends StepOptions {
  /** The outputs that the script writes to `$GITHUB_OUTPUT`. */
  readonly outputs?: readonly O[] | { readonly [K in O]: OutputDeclaration };
  readonly shell?: Shell;
  readonly workingDirectory?: Text<'string-steps-context'>;
}

/**
 * A step that runs a script.
 *
 * @example
 * const decide = run(sh`
 *   ${writeOutput('lane', 'b')}
 * `, { outputs: ['lane'] });
 * decide.outputs.lane; // ${{ steps.lane.outputs.lane }}
 */
export function run<const O extends string = never>(script: Script, options: RunOptions<O> = {}): Step<O> {
  if (script?.kind !== 'script') {
    throw misuse('run() takes a script', 'write run(sh`npm test`), or run(script(text, { shell: "python" }))');
  }
  const { outputs, ...rest } = requireOptions('run', options) as RunOptions<O>;
  return step({
    kind: 'run',
    options: { ...rest, ...(script.shell && !rest.shell ? { shell: script.shell } : {}) },
    source: new CallSite(),
    script,
    outputs: declaredOutputs(outputs),
  });
}

function declaredOutputs(
  outputs: readonly string[] | Readonly<Record<string, OutputDeclaration>> = [],
): DeclaredOutputName[] {
  if (Array.isArray(outputs)) return outputs.map((name) => ({ name }));
  return Object.entries(outputs).map(([name, declared]) => ({ name, ...declared }));
}

/** The value of an action's input; GitHub hands all of them over as text. */
export type ActionInput<T> = T | Expr<T | string, ContextsAt<'step-with'>>;
/** An input that the action executes: no untrusted text. */
export type CodeInput = string | Expr<string, Exclude<ContextsAt<'step-with'>, 'untrusted'>>;

/** An action at a pinned commit, as a generated binding names it. */
export interface ActionReference<O extends string> {
  /** `owner/repo`, or `owner/repo/path`. */
  readonly uses: string;
  /** The commit, 40 hexadecimal digits. */
  readonly sha: string;
  /** The tag of that commit, for the comment. */
  readonly tag: string;
  readonly outputs: readonly O[];
}

/** A step that uses an action through its generated binding. */
export function action<const O extends string>(
  reference: ActionReference<O>,
  inputs: Authored = {},
  options: StepOptions = {},
): Step<O> {
  return step({
    kind: 'uses',
    options: requireOptions(reference.uses, options),
    source: new CallSite(),
    uses: `${reference.uses}@${reference.sha}`,
    tag: reference.tag,
    inputs: requireOptions(reference.uses, inputs),
  });
}

export interface UsesOptions<O extends string> extends StepOptions {
  readonly with?: Readonly<Record<string, ActionInput<string | number | boolean>>>;
  /** The outputs of the action that are read. */
  readonly outputs?: readonly O[];
  /** The tag of the pinned commit, for the comment. */
  readonly tag?: string;
}

/**
 * A step that uses an action without a binding: another repository's, a local one, or an image.
 *
 * @example
 * uses('docker://alpine:3.22', { with: { args: 'uname -a' } });
 */
export function uses<const O extends string = never>(reference: string, options: UsesOptions<O> = {}): Step<O> {
  if (typeof reference !== 'string')
    throw misuse(`uses() takes the name of an action, not ${describe(reference)}`, "write uses('owner/repo@<commit>')");
  const { with: inputs, tag, outputs = [], ...rest } = requireOptions('uses', options) as UsesOptions<O>;
  return step({
    kind: 'uses',
    options: rest,
    source: new CallSite(),
    uses: reference,
    outputs: declaredOutputs(outputs),
    ...(tag === undefined ? {} : { tag }),
    ...(inputs === undefined ? {} : { inputs: requireOptions('with', inputs) }),
  });
}

export interface WaitOptions extends NoteOptions {
  readonly id?: string;
  readonly name?: Text<'step-name'>;
  readonly continueOnError?: Condition<'step-continue-on-error'>;
  readonly doc?: string;
}

/** Waits for steps in the background. @example wait([server, download]) */
export function wait(steps: Step | readonly Step[], options: WaitOptions = {}): Step<never> {
  const list = requireSteps('wait', Array.isArray(steps) ? steps : [steps]);
  return step({ kind: 'wait', options: requireOptions('wait', options), source: new CallSite(), steps: list });
}

/** Waits for every step in the background. */
export function waitAll(options: WaitOptions = {}): Step<never> {
  return step({ kind: 'wait-all', options: requireOptions('waitAll', options), source: new CallSite() });
}

/** Cancels a step in the background. */
export function cancel(target: Step, options: WaitOptions = {}): Step<never> {
  return step({
    kind: 'cancel',
    options: requireOptions('cancel', options),
    source: new CallSite(),
    steps: requireSteps('cancel', [target]),
  });
}

/** Runs steps side by side and waits for all of them. */
export function parallel(steps: readonly Step[], options: NoteOptions & { readonly doc?: string } = {}): Step<never> {
  return step({
    kind: 'parallel',
    options: requireOptions('parallel', options),
    source: new CallSite(),
    steps: requireSteps('parallel', steps),
  });
}

const stepKinds: ReadonlySet<string> = new Set<StepDefinition['kind']>([
  'run',
  'uses',
  'wait',
  'wait-all',
  'cancel',
  'parallel',
]);

export function isStep(value: unknown): value is Defined<StepDefinition> {
  return isDefined(value) && stepKinds.has(value[definition].kind);
}

/** Refuses what is not a step, such as its id, and a list without any. */
function requireSteps(what: string, steps: unknown): readonly unknown[] {
  const list: readonly unknown[] = Array.isArray(steps) ? [...steps] : [steps];
  if (list.length > 0 && list.every(isStep)) return list;
  const given = list.length === 0 ? 'an empty list' : describe(list.find((each) => !isStep(each)));
  throw misuse(
    `${what}() takes steps, not ${given}`,
    `write ${what}(${what === 'cancel' ? 'server' : '[server]'}) with the value that run() gave`,
  );
}

/** Wraps a definition: its outputs are expressions that find the step's id when the job is put together. */
export function step<O extends string>(made: StepDefinition): Step<O> {
  const target: Defined<StepDefinition> = { [definition]: made };
  const below = (name: string): never => fromNode({ kind: 'property', of: { kind: 'step', target }, name }) as never;
  return Object.freeze(
    Object.assign(target, {
      kind: 'step' as const,
      outputs: below('outputs'),
      outcome: below('outcome'),
      conclusion: below('conclusion'),
    }),
  );
}
