/** The steps that call the inference runner: what the command line takes, each value a literal or an expression. */
import type * as z from 'zod';
import { inferenceOptionsSchema, qualityOptionsSchema } from '../contract/suite-options.ts';
import { type Diagnostic, didYouMean, PipelineError } from '../diagnostics/index.ts';
import { type Expr, isExpr } from '../expressions/expr.ts';
import type { ContextsAt } from '../expressions/place.ts';
import { type ShellValue, safeText, sh } from '../expressions/shell/index.ts';
import { kebabCase } from '../model/spelling.ts';
import { requireOptions } from './render.ts';
import { run, type Step, type StepOptions, writtenBy } from './step.ts';

type Value<T> = T extends boolean
  ? T
  : T extends string | number
    ? T | Expr<T | string, ContextsAt<'step-env'>>
    : never;

/** Options of a runner step: the schema's input, each text and number a literal or an expression. */
export type RunnerStepOptions<T> = {
  readonly [K in keyof T]: T[K] extends readonly (infer E)[] | undefined
    ? readonly Value<E>[]
    : T[K] extends object | undefined
      ? RunnerStepOptions<NonNullable<T[K]>>
      : Value<NonNullable<T[K]>>;
};

export type InferenceStepOptions = RunnerStepOptions<z.input<typeof inferenceOptionsSchema>>;
export type QualityStepOptions = RunnerStepOptions<z.input<typeof qualityOptionsSchema>>;

/** A step that runs a suite: its report's path, and how it ended. */
export type SuiteStep = Step<'report' | 'status'>;

/**
 * Runs the checks of an engine with a real model.
 *
 * @example
 * inference({ model: grid.model.id, output: 'reports' });
 * // run: npx pipewright run inference --model "$MATRIX_MODEL_ID" --output reports
 */
export function inference(options: InferenceStepOptions = {}, step: StepOptions = {}): SuiteStep {
  return suiteStep('inference', inferenceOptionsSchema, options, step);
}

/**
 * Asks a real model for commands, and judges whether they are right and safe.
 *
 * @example
 * quality({ model: 'qwen-0.5b-q4', repeat: 3, gates: { 'safe-pass-rate': 0.9 }, output: 'reports' });
 * // run: npx pipewright run quality --model qwen-0.5b-q4 --repeat 3 --gate safe-pass-rate=0.9 --output reports
 */
export function quality(options: QualityStepOptions = {}, step: StepOptions = {}): SuiteStep {
  return suiteStep('quality', qualityOptionsSchema, options, step);
}

/** Which pipewright a job gets. */
export interface SetupPipewrightOptions {
  /** For repositories without a package.json: the release that is installed. @default the one of the lock file */
  readonly version?: string;
  /** Installs the engine too, where the lock file has none. @default true */
  readonly engine?: boolean;
}

/** What goes with this release; the package's own peer dependency says the same. */
const engine = 'node-llama-cpp@3.21';

/**
 * Installs pipewright at the version of the lock file, with the engine that runs models.
 *
 * @example
 * [checkout(), setupNode({ 'node-version': '24' }), setupPipewright(), quality({ model: 'smollm-135m-q4' })];
 */
export function setupPipewright(options: SetupPipewrightOptions = {}, step: StepOptions = {}): Step<never> {
  const { version, engine: withEngine = true } = requireOptions('setupPipewright', options) as SetupPipewrightOptions;
  return run(version === undefined ? fromLockFile(withEngine) : globally(version, withEngine), {
    name: 'Set up pipewright',
    ...step,
  });
}

const fromLockFile = (withEngine: boolean) =>
  withEngine
    ? sh`
        npm ci
        npm ls node-llama-cpp > /dev/null 2>&1 || npm install --no-save ${engine}
      `
    : sh`npm ci`;

function globally(version: string, withEngine: boolean) {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    throw new PipelineError([
      {
        severity: 'error',
        code: 'wrong-argument',
        message: `"${version}" is no version of pipewright`,
        hint: "write one release, as in setupPipewright({ version: '1.2.3' }): a range may be another one tomorrow",
      },
    ]);
  return words(['npm', 'install', '--global', `pipewright@${version}`, ...(withEngine ? [engine] : [])]);
}

type Options = Readonly<Record<string, unknown>>;

function suiteStep(suite: string, schema: z.ZodObject, given: Options, step: StepOptions): SuiteStep {
  const options = requireOptions(suite, given);
  const findings = problemsOf(suite, schema, options);
  if (findings.length > 0) throw new PipelineError(findings);
  const command = ['npx', 'pipewright', 'run', suite, ...Object.entries(options).flatMap(toArguments)];
  const pipewright = writtenBy(`pipewright run ${suite}`);
  return run(words(command), {
    name: suite === 'quality' ? 'Judge the answers' : 'Check the engine',
    outputs: { report: pipewright, status: pipewright },
    ...step,
  });
}

/** What the schema says of the literals; what an expression gives, the command line checks when it runs. */
function problemsOf(suite: string, schema: z.ZodObject, options: Options): Diagnostic[] {
  const unknown = Object.keys(options).filter((key) => !(key in schema.shape));
  const { error } = schema.partial().safeParse(withoutExpressions(options));
  const wrong = (error?.issues ?? []).filter(({ code, path }) => code !== 'unrecognized_keys' || path.length > 0);
  return [
    ...unknown.map((key) => ({
      severity: 'error' as const,
      code: 'unknown-option',
      message: `${suite}() has no option "${key}"`,
      hint: didYouMean(key, Object.keys(schema.shape)),
    })),
    ...wrong.map(({ path, message }) => ({
      severity: 'error' as const,
      code: 'wrong-option',
      message: `${suite}({ ${path.join('.')} }): ${message}`,
      hint: `\`npx pipewright run ${suite} --help\` says what it takes`,
    })),
  ];
}

function withoutExpressions(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((each) => !isExpr(each)).map(withoutExpressions);
  if (typeof value !== 'object' || value === null) return value;
  const literal = Object.entries(value).filter(([, each]) => !isExpr(each));
  return Object.fromEntries(literal.map(([key, each]) => [key, withoutExpressions(each)]));
}

/** A pair is one word: a name of ours with its sign, and a value. */
type Word = ShellValue | readonly [string, ShellValue];

/** `{ contextSize: 2048 }` is `--context-size 2048`. */
function toArguments([key, value]: readonly [string, unknown]): Word[] {
  const flag = `--${kebabCase(key)}`;
  if (value === undefined || value === false) return [];
  if (value === true) return [flag];
  if (key === 'gates') return gateArguments(value as Options);
  if (Array.isArray(value)) return value.flatMap((each) => [flag, each as ShellValue]);
  return [flag, value as ShellValue];
}

const gateArguments = (gates: Options): Word[] =>
  Object.entries(gates)
    .filter(([, limit]) => limit !== undefined)
    .flatMap(([id, limit]) => ['--gate', [`${id}=`, limit === false ? 'off' : (limit as ShellValue)]]);

/** A command of one line: what a shell takes as it is goes into its text, everything else is quoted. */
function words(list: readonly Word[]) {
  const pieces = [''];
  const values: ShellValue[] = [];
  const add = (value: ShellValue): void => {
    const plain = (typeof value === 'string' || typeof value === 'number') && safeText(String(value));
    if (plain) pieces.push(`${pieces.pop()}${value}`);
    else {
      values.push(value);
      pieces.push('');
    }
  };
  list.forEach((word, index) => {
    if (index > 0) pieces.push(`${pieces.pop()} `);
    if (isPair(word)) pieces.push(`${pieces.pop()}${word[0]}`);
    add(isPair(word) ? word[1] : word);
  });
  return sh(Object.assign(pieces, { raw: pieces }), ...values);
}

const isPair = (word: Word): word is readonly [string, ShellValue] => Array.isArray(word);
