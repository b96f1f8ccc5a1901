/** Plans the jobs of one run, each after those it needs. */
import type { Diagnostic } from '../diagnostics/index.ts';
import { type Decision, decideJob, jobScope } from './decide-job.ts';
import { anything, type Outcome, oneOf, type Scope } from './evaluate.ts';
import { nameOfJob } from './job-name.ts';
import { forgive, type JobState, resultsWhen } from './job-state.ts';
import { type FindCallable, type PlannedCall, type PlannedJobs, planCall } from './plan-call.ts';
import type { JobResult } from './plan-event.ts';
import { type Instance, type Instances, instancesOf, numberOf, planConcurrency } from './plan-instances.ts';
import type { PreparedJob } from './prepare-job.ts';
import { assumedOutput, assumedResult, type RunContext } from './run-context.ts';
import { planSteps } from './step-states.ts';
import { outcomeOfText } from './text-value.ts';
import type { InstancePlan, JobPlan, Runs } from './workflow-plan.ts';

/** The jobs come back in the order of the file. */
export function planJobs(jobs: readonly PreparedJob[], run: RunContext, find: FindCallable): PlannedJobs {
  const states = new Map<string, JobState>();
  const plans = new Map<string, JobPlan>();
  const findings: Diagnostic[] = [];
  for (const prepared of jobs) {
    const planned = planJob(prepared, states, run, find);
    states.set(prepared.id, planned.state);
    plans.set(prepared.id, planned.plan);
    findings.push(...planned.findings);
  }
  const inOrder = run.workflow.jobs.flatMap(({ id }) => plans.get(id.toLowerCase()) ?? []);
  return { jobs: inOrder, states, findings };
}

interface PlannedJob {
  readonly plan: JobPlan;
  readonly state: JobState;
  readonly findings: readonly Diagnostic[];
}

function planJob(
  prepared: PreparedJob,
  states: ReadonlyMap<string, JobState>,
  run: RunContext,
  find: FindCallable,
): PlannedJob {
  const { job } = prepared;
  const assumed = assumedResult(run, job.id);
  const decision = assumeSkipped(decideJob(prepared, states, run.facts, run.explained), assumed);
  const scope = jobScope(prepared, states, run.facts, (id) => states.get(id)?.results ?? []);
  const instances = instancesOf(prepared, scope);
  if (instances.wrong !== undefined && decision.runs !== 'no') return refused(prepared, instances.wrong, scope);
  const calls =
    job.kind === 'call' && decision.runs !== 'no'
      ? instances.list.map((each) => planCall(job, each.name, each.scope, run, find, planJobs))
      : [];
  const ends = assumed && assumed !== 'skipped' ? [assumed] : endsOfCalls(calls);
  const plan = completePlan(prepared, decision, instances, calls, scope, run, ends[0] ?? 'success');
  const forgiven = ends.flatMap((each) =>
    forgive(
      job,
      each,
      instances.list.map((one) => one.scope),
    ),
  );
  const output = outputsOf(prepared, run, instances.list, calls, ends[0] ?? 'success');
  const state = { runs: decision.runs, results: resultsWhen(decision.runs, forgiven), output };
  return { plan, state, findings: calls.flatMap((call) => call.findings) };
}

const assumeSkipped = (decision: Decision, assumed: JobResult | undefined): Decision =>
  assumed === 'skipped' && decision.runs !== 'no'
    ? { ...decision, runs: 'no', why: 'it is taken to be skipped' }
    : decision;

/** A job with steps succeeds, unless something else is assumed. */
function endsOfCalls(calls: readonly PlannedCall[]): readonly JobResult[] {
  return calls.length === 0 ? ['success'] : [...new Set(calls.flatMap(({ results }) => results))];
}

function completePlan(
  prepared: PreparedJob,
  { runs, why, condition }: Decision,
  instances: Instances,
  calls: readonly PlannedCall[],
  scope: Scope,
  run: RunContext,
  ends: JobResult,
): JobPlan {
  const { job } = prepared;
  const maxParallel = numberOf(job.strategy?.maxParallel, scope);
  return {
    id: job.id,
    name: nameOfJob(job, undefined, scope),
    runs,
    why,
    ...(condition ? { condition } : {}),
    needs: Array.isArray(job.needs) ? job.needs.map(String) : [],
    instances: instances.list.map((each, index) => completeInstance(prepared, each, calls[index], run, runs, ends)),
    ...(instances.unknown === undefined ? {} : { unknownMatrix: instances.unknown }),
    ...(maxParallel === undefined ? {} : { maxParallel }),
  };
}

function completeInstance(
  prepared: PreparedJob,
  { name, matrix, runsOn, scope }: Instance,
  call: PlannedCall | undefined,
  run: RunContext,
  runs: Runs,
  ends: JobResult,
): InstancePlan {
  const { job } = prepared;
  const timeout = job.kind === 'job' ? numberOf(job.timeoutMinutes, scope) : undefined;
  const concurrency = planConcurrency(job.concurrency, scope);
  const steps = run.steps && runs !== 'no' ? planSteps(prepared, run, scope, ends).states.map(({ plan }) => plan) : [];
  return {
    name,
    ...(matrix ? { matrix } : {}),
    runsOn,
    ...(timeout === undefined ? {} : { timeoutMinutes: timeout }),
    ...(concurrency ? { concurrency } : {}),
    ...(call ? { uses: call.plan } : {}),
    steps,
  };
}

/** The outputs of a job, looked at when a later job reads one. */
function outputsOf(
  prepared: PreparedJob,
  run: RunContext,
  instances: readonly Instance[],
  calls: readonly PlannedCall[],
  ends: JobResult,
): JobState['output'] {
  const known = new Map<string, Outcome>();
  const find = (name: string): Outcome => {
    const assumed = assumedOutput(run, `${prepared.id}.${name}`);
    if (assumed) return assumed;
    if (prepared.job.kind === 'call') return distinct(calls.flatMap((call) => call.output(name)));
    return distinct(instances.flatMap((each) => outputOfInstance(prepared, run, each.scope, ends, name)));
  };
  return (name) => {
    const outcome = known.get(name) ?? find(name);
    known.set(name, outcome);
    return outcome;
  };
}

function outputOfInstance(
  prepared: PreparedJob,
  run: RunContext,
  scope: Scope,
  ends: JobResult,
  name: string,
): Outcome {
  const { job } = prepared;
  const outputs = job.kind === 'job' ? Object.entries(job.outputs ?? {}) : [];
  const found = outputs.find(([key]) => key.toLowerCase() === name);
  if (!found) return oneOf('');
  if (ends !== 'success') return anything;
  return outcomeOfText(found[1], planSteps(prepared, run, scope, ends).scope);
}

const distinct = (outcome: Outcome): Outcome => [
  ...new Map(outcome.map((each) => [JSON.stringify(each), each] as const)).values(),
];

/** A job whose matrix GitHub does not take fails before it starts. */
function refused({ job }: PreparedJob, why: string, scope: Scope): PlannedJob {
  const name = nameOfJob(job, undefined, scope);
  const needs = Array.isArray(job.needs) ? job.needs.map(String) : [];
  const finding: Diagnostic = {
    severity: 'error',
    code: 'wrong-matrix',
    message: `${job.id}: ${why}`,
    source: job.source?.locate(),
    path: `jobs.${job.id}.strategy.matrix`,
  };
  return {
    plan: { id: job.id, name, runs: 'no', why, needs, instances: [] },
    state: { runs: 'no', results: ['failure'], output: () => oneOf('') },
    findings: [finding],
  };
}
