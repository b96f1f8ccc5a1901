/** Walks a workflow or an action: its jobs, its steps, and every text in which an expression may stand. */
import type { Place } from '../expressions/index.ts';
import { kebabCase } from './spelling.ts';
import type { Container, Document, Env, Job, Node, Step, StepsJob, Workflow } from './workflow.ts';

/** A text that GitHub reads expressions from. */
export interface ExpressionSite {
  readonly place: Place;
  /** The text; a condition is the bare expression unless it holds `${{ }}`. */
  readonly text: string;
  readonly condition: boolean;
  /** The route to the text: `jobs.build.steps[1].env.TOKEN`. */
  readonly path: string;
  /** The nearest node with a place of its own, and the key of that node. */
  readonly node: Node;
  readonly key: string;
  readonly job?: Job | undefined;
  readonly step?: Step | undefined;
}

/** A step with its route and everything around it. */
export interface StepSite {
  readonly step: Step;
  readonly path: string;
  readonly job?: StepsJob | undefined;
}

/** The steps of a list in order, those inside `parallel` included. */
export function* walkSteps(steps: readonly Step[], path: string, job?: StepsJob): Generator<StepSite> {
  for (const [index, step] of steps.entries()) {
    const own = `${path}[${index}]`;
    yield { step, path: own, job };
    if (step.kind === 'parallel') yield* walkSteps(step.parallel, `${own}.parallel`, job);
  }
}

/** Every step of a document. */
export function* stepsOf(document: Document): Generator<StepSite> {
  if (document.kind === 'action') return yield* walkSteps(document.steps, 'runs.steps');
  for (const job of document.jobs) {
    if (job.kind === 'job') yield* stepsOfJob(job);
  }
}

/** Every step of a job. */
export const stepsOfJob = (job: StepsJob): Generator<StepSite> => walkSteps(job.steps, `jobs.${job.id}.steps`, job);

/** Every text of a document in which an expression may stand, whether or not it holds one. */
export function* expressionSites(document: Document): Generator<ExpressionSite> {
  if (document.kind === 'action') yield* actionSites(document);
  else yield* workflowSites(document);
}

type Around = Pick<ExpressionSite, 'node' | 'job' | 'step'>;

function* at(place: Place, value: unknown, path: string, key: string, around: Around): Generator<ExpressionSite> {
  if (typeof value === 'string') yield { place, text: value, condition: false, path, key, ...around };
  else if (Array.isArray(value)) {
    for (const [index, each] of value.entries()) yield* at(place, each, `${path}[${index}]`, key, around);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) yield* at(place, each, `${path}.${name}`, key, around);
  }
}

/** As `at`, for an object whose keys are of the model: the path has them in GitHub's spelling. */
function* settings(place: Place, value: unknown, path: string, key: string, around: Around): Generator<ExpressionSite> {
  if (typeof value !== 'object' || value === null) return yield* at(place, value, path, key, around);
  for (const [name, each] of Object.entries(value)) yield* at(place, each, `${path}.${kebabCase(name)}`, key, around);
}

function* condition(place: Place, value: unknown, path: string, around: Around): Generator<ExpressionSite> {
  const scalar = ['string', 'boolean', 'number'].includes(typeof value);
  if (scalar) yield { place, text: String(value), condition: true, path, key: 'if', ...around };
}

function* workflowSites(workflow: Workflow): Generator<ExpressionSite> {
  const around = { node: workflow };
  yield* at('run-name', workflow.runName, 'run-name', 'run-name', around);
  yield* at('workflow-env', workflow.env, 'env', 'env', around);
  yield* settings('workflow-concurrency', workflow.concurrency, 'concurrency', 'concurrency', around);
  for (const trigger of workflow.on) {
    const path = `on.${trigger.event}`;
    for (const [name, input] of Object.entries(trigger.inputs ?? {})) {
      yield* at('workflow-call-input-default', input?.default, `${path}.inputs.${name}.default`, name, {
        node: trigger,
      });
    }
    for (const [name, output] of Object.entries(trigger.outputs ?? {})) {
      yield* at('workflow-output-context', output?.value, `${path}.outputs.${name}.value`, name, { node: trigger });
    }
  }
  for (const job of workflow.jobs) yield* jobSites(job);
}

function* jobSites(job: Job): Generator<ExpressionSite> {
  const path = `jobs.${job.id}`;
  const around = { node: job, job };
  yield* at('string-strategy-context', job.name, `${path}.name`, 'name', around);
  yield* condition('job-if', job.if, `${path}.if`, around);
  yield* settings('job-concurrency', job.concurrency, `${path}.concurrency`, 'concurrency', around);
  if (job.strategy) yield* strategySites(job.strategy, `${path}.strategy`, around);
  if (job.kind === 'call') {
    yield* at('scalar-needs-context', job.with, `${path}.with`, 'with', around);
    if (job.secrets !== 'inherit') {
      yield* at('scalar-needs-context-with-secrets', job.secrets, `${path}.secrets`, 'secrets', around);
    }
  } else yield* stepsJobSites(job, path, around);
}

function* strategySites(
  strategy: NonNullable<Job['strategy']>,
  path: string,
  around: Around,
): Generator<ExpressionSite> {
  const { matrix, failFast, maxParallel } = strategy;
  yield* at('strategy', failFast, `${path}.fail-fast`, 'strategy', around);
  yield* at('strategy', maxParallel, `${path}.max-parallel`, 'strategy', around);
  if (!matrix) return;
  const inMatrix = { ...around, node: matrix };
  yield* at('strategy', matrix.axes, `${path}.matrix`, 'matrix', inMatrix);
  yield* at('strategy', matrix.include, `${path}.matrix.include`, 'include', inMatrix);
  yield* at('strategy', matrix.exclude, `${path}.matrix.exclude`, 'exclude', inMatrix);
}

function* stepsJobSites(job: StepsJob, path: string, around: Around): Generator<ExpressionSite> {
  yield* at('runs-on', job.runsOn, `${path}.runs-on`, 'runs-on', around);
  yield* environmentSites(job, path, around);
  yield* at('job-env', job.env, `${path}.env`, 'env', around);
  yield* settings('job-defaults-run', job.defaults?.run, `${path}.defaults.run`, 'defaults', around);
  yield* at('number-strategy-context', job.timeoutMinutes, `${path}.timeout-minutes`, 'timeout-minutes', around);
  yield* at(
    'number-strategy-context',
    job.cancelTimeoutMinutes,
    `${path}.cancel-timeout-minutes`,
    'cancel-timeout-minutes',
    around,
  );
  yield* at('boolean-strategy-context', job.continueOnError, `${path}.continue-on-error`, 'continue-on-error', around);
  if (job.container) yield* containerSites('container', job.container, `${path}.container`, around);
  for (const [name, service] of Object.entries(job.services ?? {})) {
    yield* containerSites('services-container', service, `${path}.services.${name}`, around);
  }
  yield* condition('snapshot-if', job.snapshot?.if, `${path}.snapshot.if`, around);
  yield* at('string-runner-context', job.outputs, `${path}.outputs`, 'outputs', around);
  for (const site of stepsOfJob(job)) yield* stepSites(site, workflowStepPlaces);
}

function* environmentSites(job: StepsJob, path: string, around: Around): Generator<ExpressionSite> {
  const { environment } = job;
  if (!environment) return;
  yield* at('job-environment-name', environment.name, `${path}.environment.name`, 'environment', around);
  yield* at('string-runner-context-no-secrets', environment.url, `${path}.environment.url`, 'environment', around);
}

function* containerSites(
  place: 'container' | 'services-container',
  given: unknown,
  path: string,
  around: Around,
): Generator<ExpressionSite> {
  const { env, credentials, ...rest } = (
    typeof given === 'object' && given !== null ? given : {}
  ) as Partial<Container>;
  const key = place === 'container' ? 'container' : 'services';
  yield* at(place, rest, path, key, around);
  yield* at('string-runner-context', env, `${path}.env`, key, around);
  yield* at('container-registry-credentials', credentials, `${path}.credentials`, key, around);
}

interface StepPlaces {
  readonly if: Place;
  readonly name: Place;
  readonly env: Place;
  readonly with: Place;
  readonly text: Place;
  /** Only the steps of an action may compute their shell. */
  readonly shell?: Place;
  readonly continueOnError: Place;
  readonly timeout: Place;
}

const workflowStepPlaces: StepPlaces = {
  if: 'step-if',
  name: 'step-name',
  env: 'step-env',
  with: 'step-with',
  text: 'string-steps-context',
  continueOnError: 'step-continue-on-error',
  timeout: 'step-timeout-minutes',
};

const actionStepPlaces: StepPlaces = {
  if: 'action/step-if',
  name: 'action/string-steps-context',
  env: 'action/step-env',
  with: 'action/step-with',
  text: 'action/string-steps-context',
  shell: 'action/string-steps-context',
  continueOnError: 'action/boolean-steps-context',
  timeout: 'action/string-steps-context',
};

function* stepSites({ step, path, job }: StepSite, places: StepPlaces): Generator<ExpressionSite> {
  if (step.kind === 'parallel') return;
  const around = { node: step, job, step };
  yield* at(places.name, step.name, `${path}.name`, 'name', around);
  yield* at(places.continueOnError, step.continueOnError, `${path}.continue-on-error`, 'continue-on-error', around);
  if (step.kind !== 'run' && step.kind !== 'uses') return;
  yield* condition(places.if, step.if, `${path}.if`, around);
  yield* at(places.env, step.env satisfies Env | undefined, `${path}.env`, 'env', around);
  yield* at(places.timeout, step.timeoutMinutes, `${path}.timeout-minutes`, 'timeout-minutes', around);
  if (step.kind === 'uses') yield* at(places.with, step.with, `${path}.with`, 'with', around);
  else {
    yield* at(places.text, step.run, `${path}.run`, 'run', around);
    yield* at(places.text, step.workingDirectory, `${path}.working-directory`, 'working-directory', around);
    if (places.shell) yield* at(places.shell, step.shell, `${path}.shell`, 'shell', around);
  }
}

function* actionSites(action: Extract<Document, { kind: 'action' }>): Generator<ExpressionSite> {
  for (const [name, input] of Object.entries(action.inputs ?? {})) {
    yield* at('action/input-default-context', input?.default, `inputs.${name}.default`, name, { node: action });
  }
  for (const [name, output] of Object.entries(action.outputs ?? {})) {
    yield* at('action/output-value', output?.value, `outputs.${name}.value`, name, { node: action });
  }
  for (const site of stepsOf(action)) yield* stepSites(site, actionStepPlaces);
}
