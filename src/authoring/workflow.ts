/** Workflows: what a pipeline file exports. */
import { basename } from 'node:path';
import { CallSite } from '../diagnostics/index.ts';
import type { Text as TextAt } from './fields.ts';
import type { Job as JobData, Trigger, Workflow as WorkflowData } from '../model/index.ts';
import { type Defined, definition, isDefined } from './definition.ts';
import type { ConcurrencyOptions, DefaultsOptions, EnvOptions } from './fields.ts';
import type { DefinitionsOf, InputsOptions } from './inputs.ts';
import { type Job, type JobDefinition, normalize } from './job.ts';
import type { PermissionsOptions } from './permissions.ts';
import { freeze, misuse, renderOptions, requireOptions } from './render.ts';
import { Scope } from './scope.ts';
import { type On, renderTriggers } from './triggers.ts';

/** A workflow as a value: the default export of a pipeline file, and what `call()` takes. */
export interface Workflow<I = unknown, S extends string = string, O extends string = string> extends Defined<WorkflowData> {
  readonly kind: 'workflow';
  readonly name: string;
  /** Where a caller finds the workflow. */
  readonly path: () => string;
  /** What a caller passes and gets; types only. */
  readonly called?: { readonly inputs: I; readonly secrets: S; readonly outputs: O };
}

export interface WorkflowOptions<T extends On> {
  readonly name: string;
  /** The name of one run. */
  readonly runName?: TextAt<'run-name'>;
  readonly on: T;
  /** What the token may do in jobs that do not say. @default nothing */
  readonly permissions?: PermissionsOptions;
  readonly env?: EnvOptions<'workflow-env'>;
  /** @default bash that stops at the first failure, in pipes and at unset variables too */
  readonly defaults?: DefaultsOptions;
  /** @default a new push to a pull request cancels the run before it; `false` turns that off */
  readonly concurrency?: ConcurrencyOptions<'workflow-concurrency'> | false;
  readonly jobs: readonly Job[];
  /** Becomes a comment at the top of the file. */
  readonly doc?: string;
}

type CallInputs<T> = T extends { readonly workflowCall: { readonly inputs: infer I } }
  ? I extends Defined<unknown>
    ? DefinitionsOf<I>
    : I extends InputsOptions
      ? I
      : Readonly<Record<never, never>>
  : Readonly<Record<never, never>>;
type CallNames<T, K extends string> = T extends { readonly workflowCall: { readonly [P in K]: infer R } } ? keyof R & string : never;

const keys = ['name', 'runName', 'permissions', 'env', 'defaults', 'concurrency'];
/** `-u` and `pipefail` on top of what GitHub's own `bash` sets. */
export const strictBash = 'bash --noprofile --norc -euo pipefail {0}';

/**
 * A workflow.
 *
 * @example
 * export default workflow({ name: 'CI', on: { push: { branches: ['main'] } }, jobs: [build] });
 */
export function workflow<const T extends On>(
  options: WorkflowOptions<T>,
): Workflow<CallInputs<T>, CallNames<T, 'secrets'>, CallNames<T, 'outputs'>> {
  const source = new CallSite();
  const given = requireOptions('workflow', options);
  const scope = new Scope();
  const { fields, unknown } = renderOptions(given, keys, scope, ['on', 'jobs', 'doc']);
  const on = renderTriggers(given['on'], source);
  const jobs = jobsOf(given['jobs']);
  const { concurrency, ...rest } = fields;
  const data = {
    kind: 'workflow',
    source,
    ...(given['doc'] === undefined ? {} : { doc: String(given['doc']) }),
    permissions: {},
    ...defaultShell(jobs),
    ...normalize(rest),
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

function defaultShell(jobs: readonly JobData[]): Pick<WorkflowData, 'defaults'> | object {
  const runs = jobs.some((each) => each.kind === 'job' && each.steps.some((step) => step.kind === 'run' || step.kind === 'parallel'));
  return runs ? { defaults: { run: { shell: strictBash } } } : {};
}

/** Runs of one pull request share a group; every other run has a group of its own. */
function cancelSuperseded(on: readonly Trigger[]): Pick<WorkflowData, 'concurrency'> | object {
  if (!on.some(({ event }) => event === 'pull_request' || event === 'pull_request_target')) return {};
  const group = `\${{ github.workflow }}-\${{ github.event.pull_request.number || github.run_id }}`;
  return { concurrency: { group, cancelInProgress: true } };
}

/** A pipeline's workflow has the pipeline's own file name. */
function workflowPath(source: CallSite): string {
  const file = source.locate()?.file;
  if (file === undefined) throw misuse('the pipeline file of this workflow is not known', 'pass the path of the workflow');
  return `./.github/workflows/${basename(file.replaceAll('\\', '/')).replace(/\.[cm]?tsx?$/, '')}.yml`;
}
