/** Workflows: what a pipeline file exports. */
import { basename } from 'node:path';
import { CallSite } from '../diagnostics/index.ts';
import {
  type Data,
  type Job as JobData,
  type Trigger,
  type Workflow as WorkflowData,
  walkSteps,
} from '../model/index.ts';
import { strictBash } from './default-shell.ts';
import { type Defined, definition, isDefined } from './definition.ts';
import type { ConcurrencyOptions, DefaultsOptions, EnvOptions, Text } from './fields.ts';
import type { DefinitionsOf, InputsOptions } from './inputs.ts';
import { type Job, type JobDefinition, normalize } from './job.ts';
import type { PermissionsOptions } from './permissions.ts';
import { freeze, misuse, type NoteOptions, noteKeys, renderNotes, renderOptions, requireOptions } from './render.ts';
import { Scope } from './scope.ts';
import { type On, renderTriggers, type WorkflowCallOptions } from './triggers.ts';

/** A workflow as a value: the default export of a pipeline file, and what `call()` takes where it is reusable. */
export interface Workflow<T = unknown> extends Defined<WorkflowData> {
  readonly kind: 'workflow';
  readonly name: string;
  /** Where a caller finds the workflow. */
  readonly path: () => string;
  /** What a caller passes and gets; types only. */
  readonly called?: T;
}

/** What a reusable workflow takes and gives; a workflow without `workflowCall` can't be called. */
export type CalledBy<C> = [C] extends [never]
  ? 'there is no workflowCall among its events'
  : { readonly inputs: CallInputs<C>; readonly secrets: CallSecrets<C>; readonly outputs: CallOutputs<C> };

export interface WorkflowOptions<C extends WorkflowCallOptions = WorkflowCallOptions> extends NoteOptions {
  readonly name: string;
  readonly description?: string;
  /** The name of one run. */
  readonly runName?: Text<'run-name'>;
  readonly on: On<C>;
  /** What the token may do in jobs that do not say. @default nothing */
  readonly permissions?: PermissionsOptions;
  readonly env?: EnvOptions<'workflow-env'>;
  /** @default for the shell: bash that stops at the first failure, in pipes and at unset variables too */
  readonly defaults?: DefaultsOptions;
  /**
   * @default a new push to a pull request cancels the run before it; `false` turns that off. A workflow that is called
   * as well has none: it would share its caller's group, and one of the two would cancel the other.
   */
  readonly concurrency?: ConcurrencyOptions<'workflow-concurrency'> | false;
  readonly jobs: readonly Job[];
  /** Becomes a comment at the top of the file. */
  readonly doc?: string;
}

type Nothing = Readonly<Record<never, never>>;
type CallInputs<C> = C extends { readonly inputs: infer I }
  ? I extends Defined<unknown>
    ? DefinitionsOf<I>
    : I extends InputsOptions
      ? I
      : Nothing
  : Nothing;
type CallSecrets<C> = C extends { readonly secrets: infer S } ? S : Nothing;
type CallOutputs<C> = C extends { readonly outputs: infer O } ? keyof O & string : never;

const keys = ['name', 'description', 'runName', 'permissions', 'env', 'defaults', 'concurrency'];

/**
 * A workflow.
 *
 * @example
 * export default workflow({ name: 'CI', on: { push: { branches: ['main'] } }, jobs: [build] });
 */
export function workflow<const C extends WorkflowCallOptions = never>(
  options: WorkflowOptions<C>,
): Workflow<CalledBy<C>> {
  const source = new CallSite();
  const given = requireOptions('workflow', options);
  const scope = new Scope();
  const { fields, unknown } = renderOptions(given, keys, scope, ['on', 'jobs', ...noteKeys]);
  const on = renderTriggers(given['on'], source);
  const jobs = jobsOf(given['jobs']);
  const { concurrency, defaults, ...rest } = fields;
  const data = {
    kind: 'workflow',
    source,
    ...renderNotes(given),
    permissions: {},
    ...normalize(rest),
    ...withDefaultShell(defaults, jobs),
    on,
    ...(concurrency === false ? {} : concurrency === undefined ? cancelSuperseded(on) : normalize({ concurrency })),
    ...(unknown ? { unknown } : {}),
    jobs,
  } as WorkflowData;
  return Object.freeze({
    kind: 'workflow' as const,
    name: data.name ?? '',
    path: () => workflowPath(source),
    [definition]: freeze(data),
  });
}

function jobsOf(jobs: unknown): JobData[] {
  if (!Array.isArray(jobs)) throw misuse('jobs takes a list of jobs', 'write jobs: [build, test]');
  return jobs.map((each: unknown) => {
    if (!isDefined(each) || each[definition].kind !== 'job') {
      throw misuse('a job is missing or is not a job', 'make jobs with job() or call()');
    }
    return (each[definition] as JobDefinition).data;
  });
}

/** The author's own defaults; the shell is added where a script needs one. */
function withDefaultShell(defaults: Data | undefined, jobs: readonly JobData[]): { readonly defaults?: unknown } {
  const runs = jobs.some(
    (each) => each.kind === 'job' && [...walkSteps(each.steps, '')].some(({ step }) => step.kind === 'run'),
  );
  if (!runs) return defaults === undefined ? {} : { defaults };
  const own = (defaults ?? {}) as { readonly run?: object };
  return { defaults: { ...own, run: { shell: strictBash, ...own.run } } };
}

/** Runs of one pull request share a group; every other run has a group of its own. */
function cancelSuperseded(on: readonly Trigger[]): Pick<WorkflowData, 'concurrency'> | object {
  const events = on.map(({ event }) => event);
  if (!events.includes('pull_request') && !events.includes('pull_request_target')) return {};
  // `github` is the caller's in a called workflow: the group would be the caller's own.
  if (events.includes('workflow_call')) return {};
  const group = `\${{ github.workflow }}-\${{ github.event.pull_request.number || github.run_id }}`;
  return { concurrency: { group, cancelInProgress: true } };
}

/** A pipeline's workflow has the pipeline's own file name. */
function workflowPath(source: CallSite): string {
  const file = source.locate()?.file;
  if (file === undefined)
    throw misuse('the pipeline file of this workflow is not known', 'pass the path of the workflow');
  return `./.github/workflows/${basename(file.replaceAll('\\', '/')).replace(/\.[cm]?tsx?$/, '')}.yml`;
}
