/** Plans the steps of one job: which run, and what their outputs can be. */
import { parseExpression } from '../expressions/index.ts';
import type { DeclaredOutput } from '../model/index.ts';
import { explain, truthOfCondition } from './condition.ts';
import { anything, either, evaluate, type Outcome, oneOf, type Scope, type Truth, truthOf } from './evaluate.ts';
import { both, runsBy } from './job-state.ts';
import type { JobResult } from './plan-event.ts';
import type { PreparedJob, PreparedStep } from './prepare-job.ts';
import { assumedOutput, type RunContext } from './run-context.ts';
import { outcomeOfText } from './text-value.ts';
import type { Runs, StepPlan } from './workflow-plan.ts';

export interface StepState {
  readonly prepared: PreparedStep;
  readonly plan: StepPlan;
  readonly output: (name: string) => Outcome;
}

export interface JobSteps {
  readonly states: readonly StepState[];
  /** What the outputs of the job can read. */
  readonly scope: Scope;
}

/**
 * Plans the steps of one job in order.
 *
 * @param ends how the job is taken to end: with a failure, nobody knows which step it is
 */
export function planSteps(job: PreparedJob, run: RunContext, outer: Scope, ends: JobResult): JobSteps {
  const states: StepState[] = [];
  const scopeFor = (env: readonly unknown[]): Scope => stepScope(job, run, outer, states, env, ends);
  const shared = [run.workflow.env, job.job.kind === 'job' ? job.job.env : undefined];
  for (const [index, prepared] of job.steps.entries()) {
    const { step } = prepared.site;
    const scope = scopeFor([...shared, 'env' in step ? step.env : undefined]);
    const plan = planStep(index, prepared, scope, run.explained);
    states.push({ prepared, plan, output: (name) => outputOfStep(prepared, job, run, plan.runs, scope, name) });
  }
  return { states, scope: scopeFor(shared) };
}

function planStep(index: number, { id, condition }: PreparedStep, scope: Scope, explained: boolean): StepPlan {
  const success = !condition || condition.asksSuccess ? truthOf(scope.status('success')) : 'true';
  const truth: Truth = condition && success !== 'false' ? both(success, truthOfCondition(condition, scope)) : success;
  const shown = condition && explained ? explain(condition, truth, scope, false) : undefined;
  return { index, ...(id === '' ? {} : { id }), runs: runsBy[truth], ...(shown ? { condition: shown } : {}) };
}

function stepScope(
  job: PreparedJob,
  run: RunContext,
  outer: Scope,
  states: readonly StepState[],
  env: readonly unknown[],
  ends: JobResult,
): Scope {
  const calm = ends === 'success';
  return {
    ...outer,
    read: (path) => {
      const context = path[0]?.toLowerCase();
      if (context === 'steps') return readSteps(path, job, run, states, calm);
      if (context === 'env') return readEnv(path, env, outer);
      if (context === 'job') return calm && path[1]?.toLowerCase() === 'status' ? oneOf('success') : anything;
      return outer.read(path);
    },
    status: (name) => {
      if (name === 'always') return oneOf(true);
      return calm ? oneOf(name === 'success') : either;
    },
  };
}

/** The nearest `env` that has the variable; what a step before may have set, nobody knows. */
function readEnv(path: readonly string[], env: readonly unknown[], outer: Scope): Outcome {
  const name = path[1];
  if (name === undefined || path.length > 2) return anything;
  for (const each of [...env].reverse()) {
    if (typeof each !== 'object' || each === null) continue;
    const found = Object.entries(each).find(([key]) => key === name);
    if (found) return outcomeOfText(found[1], outer).map(asText);
  }
  return anything;
}

/** Every variable is text. */
const asText = (each: Outcome[number]): Outcome[number] =>
  each.kind === 'value' && (typeof each.value !== 'object' || each.value === null)
    ? { kind: 'value', value: String(each.value ?? '') }
    : each;

function readSteps(
  path: readonly string[],
  job: PreparedJob,
  run: RunContext,
  states: readonly StepState[],
  calm: boolean,
): Outcome {
  const [, id, property, name] = path.map((each) => each.toLowerCase());
  if (id === undefined || property === undefined) return anything;
  const state = states.find(({ prepared }) => prepared.id === id);
  if (!state) {
    const assumed = property === 'outputs' && name ? assumedOutput(run, `${job.id}.${id}.${name}`) : undefined;
    return assumed ?? oneOf(null);
  }
  if (property === 'outputs') return name === undefined ? anything : state.output(name);
  return property === 'outcome' || property === 'conclusion' ? endsOf(state.plan.runs, calm) : oneOf(null);
}

function endsOf(runs: Runs, calm: boolean): Outcome {
  const own = runs === 'no' ? [] : calm ? ['success'] : ['success', 'failure', 'cancelled'];
  return oneOf(...own, ...(runs === 'yes' && calm ? [] : ['skipped']));
}

function outputOfStep(
  { id, site }: PreparedStep,
  job: PreparedJob,
  run: RunContext,
  runs: Runs,
  scope: Scope,
  name: string,
): Outcome {
  const assumed = assumedOutput(run, `${job.id}.${id}.${name}`);
  if (assumed) return assumed;
  if (runs === 'no') return oneOf('');
  const declared =
    'outputs' in site.step ? site.step.outputs?.find((each) => each.name.toLowerCase() === name) : undefined;
  const written = declaredValue(declared, scope);
  return runs === 'maybe' ? [...written, ...oneOf('')] : written;
}

/** What the author says an output can be. */
function declaredValue(declared: DeclaredOutput | undefined, scope: Scope): Outcome {
  if (declared?.values && declared.values.length > 0) return oneOf(...declared.values);
  const tree = declared?.computed === undefined ? undefined : parseExpression(declared.computed).tree;
  return tree ? evaluate(tree, scope).map(asText) : anything;
}
