/** Jobs that run steps on a runner, and what they share with jobs that call a workflow. */
import { CallSite } from '../diagnostics/index.ts';
import { describe, type Expr, fromNode } from '../expressions/expr.ts';
import type { Concurrency, Container, Data, Environment, Job as JobData, StepsJob } from '../model/index.ts';
import { type Defined, definition, isDefined } from './definition.ts';
import { type DurationOptions, renderEstimates } from './estimates.ts';
import type {
  ConcurrencyOptions,
  Condition,
  ContainerOptions,
  DefaultsOptions,
  EnvOptions,
  Numeric,
  ServiceOptions,
  Text,
} from './fields.ts';
import { type AnyMatrix, renderStrategy } from './matrix.ts';
import type { PermissionsOptions } from './permissions.ts';
import {
  type Authored,
  freeze,
  misuse,
  type NoteOptions,
  named,
  noteKeys,
  renderCondition,
  renderNotes,
  renderOptions,
  renderTexts,
  renderValue,
  requireOptions,
} from './render.ts';
import { renderSteps } from './render-step.ts';
import { jobId, Scope } from './scope.ts';
import { renderServices } from './services.ts';
import type { Step } from './step.ts';
import { identifySteps } from './step-ids.ts';

export type JobResult = 'success' | 'failure' | 'cancelled' | 'skipped';

/** A job as a value: put it into a workflow, and read its outputs and result in the jobs after it. */
export interface Job<O extends string = string> extends Defined<JobDefinition> {
  readonly kind: 'job';
  readonly id: string;
  /** Reading one makes the reader need this job. */
  readonly outputs: { readonly [K in O]: Expr<string, 'needs'> };
  /** Reading it makes the reader need this job. */
  readonly result: Expr<JobResult, 'needs'>;
}

export interface JobDefinition {
  readonly kind: 'job';
  readonly id: string;
  readonly data: JobData;
}

/** What every job takes. */
export interface CommonOptions extends NoteOptions {
  readonly name?: Text<'string-strategy-context'>;
  /** Jobs that must end before this one; those whose outputs or result are read are added. */
  readonly needs?: readonly Job[];
  readonly if?: Condition<'job-if'>;
  /** What the job's token may do. @default what the workflow grants, which is nothing unless it says so */
  readonly permissions?: PermissionsOptions;
  readonly concurrency?: ConcurrencyOptions<'job-concurrency'>;
  readonly matrix?: AnyMatrix;
  /** Becomes a comment above the job. */
  readonly doc?: string;
  /**
   * What may go wrong, and what to do then: for the reference page of the workflow.
   *
   * @example
   * { 'The download fails with 403': 'The mirror limits requests: run the job again in an hour.' }
   */
  readonly troubleshooting?: Readonly<Record<string, string>>;
}

export type JobOutputs = Readonly<Record<string, Text<'string-runner-context'>>>;

export interface JobOptions<O extends JobOutputs> extends CommonOptions, DurationOptions {
  /** A runner label, several that must all match, or a group of runners. */
  readonly runsOn:
    | Text<'runs-on'>
    | readonly Text<'runs-on'>[]
    | { readonly group?: Text<'runs-on'>; readonly labels?: Text<'runs-on'> | readonly Text<'runs-on'>[] };
  readonly environment?:
    | Text<'job-environment'>
    | {
        readonly name: Text<'job-environment-name'>;
        readonly url?: Text<'string-runner-context-no-secrets'>;
        /** Whether a deployment is recorded. @default true */
        readonly deployment?: boolean;
      };
  readonly env?: EnvOptions<'job-env'>;
  readonly defaults?: DefaultsOptions<'job-defaults-run'>;
  /** @default 30, and 15 on `ubuntu-slim` */
  readonly timeoutMinutes?: Numeric<'number-strategy-context'>;
  /** How long a cancelled job may clean up. */
  readonly cancelTimeoutMinutes?: Numeric<'number-strategy-context'>;
  readonly continueOnError?: Condition<'boolean-strategy-context'>;
  readonly container?: ContainerOptions;
  readonly services?: Readonly<Record<string, ServiceOptions>>;
  /** The image to make of the runner when the job is done; a text is its name. */
  readonly snapshot?:
    | string
    | { readonly imageName: string; readonly version?: string; readonly if?: Condition<'snapshot-if'> };
  readonly outputs?: O;
  readonly steps: readonly Step[];
}

export const commonKeys = ['name', 'permissions', 'concurrency'];
/** The options of every job that are rendered in a way of their own. */
export const specialKeys = [...noteKeys, 'needs', 'if', 'matrix', 'troubleshooting'];
const jobKeys = [
  ...commonKeys,
  'runsOn',
  'environment',
  'env',
  'defaults',
  'timeoutMinutes',
  'cancelTimeoutMinutes',
  'continueOnError',
  'container',
  'services',
  'outputs',
];

/**
 * A job that runs steps.
 *
 * @example
 * const build = job('build', { runsOn: 'ubuntu-24.04', steps: [checkout(), run(sh`npm ci`)] });
 */
export function job<const O extends JobOutputs = Readonly<Record<never, never>>>(
  id: string,
  options: JobOptions<O>,
): Job<keyof O & string> {
  const source = new CallSite();
  const given = requireOptions('job', options);
  const steps = given['steps'] ?? [];
  const ids = identifySteps(Array.isArray(steps) ? steps : [], { ...given, steps: [] });
  const scope = new Scope(ids);
  const { fields, unknown } = renderOptions(given, jobKeys, scope, [
    ...specialKeys,
    ...['steps', 'snapshot', 'services', 'takes'],
  ]);
  const data: StepsJob = {
    kind: 'job',
    id: String(id),
    ...renderCommon(given, scope, source),
    ...renderEstimates({ takes: given['takes'] }),
    ...normalize(fields),
    timeoutMinutes: (fields['timeoutMinutes'] as number | undefined) ?? defaultTimeout(fields['runsOn']),
    ...renderServices(given['services'], scope),
    ...renderSnapshot(given['snapshot'], scope),
    ...(unknown ? { unknown } : {}),
    steps: renderSteps(steps, ids, scope),
  };
  return handle({ ...data, ...renderNeeds(given['needs'], scope) });
}

/** The fields that both kinds of jobs have and that are rendered in a way of their own. */
export function renderCommon(given: Authored, scope: Scope, source: CallSite): object {
  const condition = renderCondition(given['if'], scope);
  const { matrix: made, troubleshooting: remedies } = given;
  if (made !== undefined && !isDefined(made)) throw misuse('matrix takes a matrix', 'make it with matrix({ os: […] })');
  return {
    source,
    ...renderNotes(given),
    ...(remedies === undefined ? {} : { troubleshooting: renderTexts('troubleshooting', remedies) }),
    ...(condition === undefined ? {} : { if: condition }),
    ...(made === undefined ? {} : { strategy: renderStrategy((made as AnyMatrix)[definition], scope) }),
  };
}

/** Last, when every expression of the job has been rendered and has said which jobs it reads. */
export function renderNeeds(needs: unknown, scope: Scope): { readonly needs?: readonly string[] } {
  const explicit: unknown[] = needs === undefined ? [] : Array.isArray(needs) ? needs : [needs];
  const all = new Set([...explicit.map(neededId), ...scope.needs]);
  return all.size > 0 ? { needs: [...all] } : {};
}

function neededId(job: unknown): string {
  if (isDefined(job) && job[definition].kind === 'job') return jobId(job);
  // A name is no mistake to stop at: the rule on unknown needs says whether there is such a job.
  if (typeof job === 'string') return job;
  throw misuse(`needs takes jobs, not ${describe(job)}`, 'write needs: [build] with the value that job() gave');
}

/** Writes the short forms out: a text that names an environment, a group or an image becomes the object. */
export function normalize(fields: Record<string, Data>): Record<string, unknown> {
  const { environment, concurrency, container } = fields;
  return {
    ...fields,
    ...(environment === undefined ? {} : { environment: named<Environment>(environment, 'name') }),
    ...(concurrency === undefined ? {} : { concurrency: named<Concurrency>(concurrency, 'group') }),
    ...(container === undefined ? {} : { container: named<Container>(container, 'image') }),
  };
}

function renderSnapshot(snapshot: unknown, scope: Scope): object {
  if (snapshot === undefined) return {};
  if (typeof snapshot === 'string') return { snapshot: { imageName: snapshot } };
  const { if: given, ...rest } = requireOptions('snapshot', snapshot);
  const condition = renderCondition(given, scope);
  return {
    snapshot: { ...(renderValue(rest, scope) as object), ...(condition === undefined ? {} : { if: condition }) },
  };
}

/** GitHub stops jobs on `ubuntu-slim` after 15 minutes and gives all others 6 hours, which hides a hang. */
function defaultTimeout(runsOn: Data | undefined): number {
  const labels: Data | undefined = Array.isArray(runsOn) && runsOn.length === 1 ? (runsOn[0] as Data) : runsOn;
  return labels === 'ubuntu-slim' ? 15 : 30;
}

/** The job as a value, from its data. */
export function handle<O extends string>(data: JobData): Job<O> {
  const target: Defined<JobDefinition> = { [definition]: { kind: 'job', id: data.id, data: freeze(data) } };
  const below = (name: string): never => fromNode({ kind: 'property', of: { kind: 'job', target }, name }) as never;
  return Object.freeze(
    Object.assign(target, { kind: 'job' as const, id: data.id, outputs: below('outputs'), result: below('result') }),
  );
}
