/** The authoring API: what pipelines import from `pipewright`. */

export { type Callable, type CallOptions, type CallOptionsOf, call } from './authoring/call.ts';
export { type CompositeAction, type CompositeActionOptions, compositeAction } from './authoring/composite-action.ts';
export type {
  ConcurrencyOptions,
  Condition,
  ContainerOptions,
  DefaultsOptions,
  EnvOptions,
  HealthOptions,
  Numeric,
  ServiceOptions,
  Shell,
  Text,
} from './authoring/fields.ts';
export {
  type ActionInputsOptions,
  type AnyInputs,
  type InputOptions,
  type Inputs,
  type InputValue,
  inputs,
} from './authoring/inputs.ts';
export { type Job, type JobOptions, type JobResult, job } from './authoring/job.ts';
export { type AnyMatrix, dynamicMatrix, type Matrix, type MatrixOptions, matrix } from './authoring/matrix.ts';
export type { PermissionsOptions } from './authoring/permissions.ts';
export {
  type ActionInput,
  type ActionReference,
  action,
  type CodeInput,
  type Computed,
  cancel,
  computed,
  type OneOf,
  type OutputDeclaration,
  oneOf,
  parallel,
  type RunOptions,
  run,
  type Step,
  type StepOptions,
  type StepResult,
  type UsesOptions,
  uses,
  type WaitOptions,
  type WrittenBy,
  wait,
  waitAll,
  writtenBy,
} from './authoring/step.ts';
export type {
  On,
  ScheduleOptions,
  SecretOptions,
  WorkflowCallOptions,
  WorkflowOutputOptions,
} from './authoring/triggers.ts';
export { type Workflow, type WorkflowOptions, workflow } from './authoring/workflow.ts';
export type { Config, ConfigOptions } from './config/config.ts';
export { defineConfig } from './config/define-config.ts';
export { env, github, jobContext, runner, secret, strategy, vars } from './expressions/context-values.ts';
export { event } from './expressions/event.ts';
export type { Arg, ContextsOf, Expr, YieldOf } from './expressions/expr.ts';
export {
  always,
  and,
  at,
  cancelled,
  choose,
  contains,
  endsWith,
  eq,
  failure,
  fallback,
  format,
  fromJSON,
  ge,
  gt,
  hashFiles,
  join,
  le,
  lt,
  ne,
  not,
  or,
  startsWith,
  success,
  text,
  toJSON,
  when,
} from './expressions/functions.ts';
export type { ContextsAt, Place } from './expressions/place.ts';
export { type Script, script, sh, unsafeInline, writeOutput } from './expressions/shell/index.ts';
