/** Follows a job into the workflow that it calls. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { CallJob, Trigger, Workflow } from '../model/index.ts';
import { type Outcome, oneOf, type Scope } from './evaluate.ts';
import { checkInputs, definitionsOf, type Given, inputFacts } from './inputs.ts';
import type { JobState } from './job-state.ts';
import type { Known } from './knowledge.ts';
import type { JobResult } from './plan-event.ts';
import type { PreparedJob } from './prepare-job.ts';
import { type RunContext, runFacts } from './run-context.ts';
import { outcomeOfText } from './text-value.ts';
import type { CallPlan, JobPlan } from './workflow-plan.ts';

/** A workflow that can be called, with its jobs read. */
export interface Callable {
  readonly workflow: Workflow;
  readonly jobs: readonly PreparedJob[];
}

export type FindCallable = (uses: string) => Callable | undefined;

/** The jobs of a run, and how each can end. */
export interface PlannedJobs {
  readonly jobs: readonly JobPlan[];
  readonly states: ReadonlyMap<string, JobState>;
  readonly findings: readonly Diagnostic[];
}

export type PlanJobs = (jobs: readonly PreparedJob[], run: RunContext, find: FindCallable) => PlannedJobs;

export interface PlannedCall {
  readonly plan: CallPlan;
  readonly results: readonly JobResult[];
  readonly output: (name: string) => Outcome;
  readonly findings: readonly Diagnostic[];
}

/** So many workflows may stand one below another. Source: https://docs.github.com/actions/reference/reusing-workflow-configurations */
const deepest = 10;
/** Calls of calls multiply: files that are made to do so must not keep a plan from ending. */
const mostCalls = 1_000;

/** Plans one call; `name` is that of the job that calls. */
export function planCall(
  job: CallJob,
  name: string,
  scope: Scope,
  run: RunContext,
  find: FindCallable,
  planJobs: PlanJobs,
): PlannedCall {
  const uses = String(job.uses);
  const found = find(uses);
  const trigger = found?.workflow.on.find(({ event }) => event === 'workflow_call');
  const problem = problemOf(uses, found, trigger, run);
  if (problem !== undefined || !found || !trigger) return notFollowed(uses, problem ?? 'it is not there');
  const given = givenBy(job, scope);
  const inner = calledRun(found.workflow, job, run, inputFacts(trigger, given));
  const { jobs, states, findings } = planJobs(found.jobs, inner, find);
  return {
    plan: { workflow: uses, jobs: jobs.map((each) => behind(each, name)) },
    results: resultsOf([...states.values()]),
    output: (output) => outputOfCall(trigger, output, states, inner),
    findings: [...checkCall(job, trigger), ...findings],
  };
}

function problemOf(
  uses: string,
  found: Callable | undefined,
  trigger: Trigger | undefined,
  { chain, followed }: RunContext,
): string | undefined {
  if (!found && !/^[.$]\//.test(uses)) return 'it is in another repository: its jobs are not known';
  if (!found) return 'there is no such workflow';
  if (!trigger) return 'it can not be called: it has no workflow_call';
  if (chain.includes(uses)) return 'it calls itself, which GitHub refuses';
  if (chain.length >= deepest) return `GitHub follows ${deepest} workflows one below another, and this is one more`;
  followed.count++;
  return followed.count > mostCalls ? `only the first ${mostCalls} calls of a run are followed` : undefined;
}

const notFollowed = (uses: string, problem: string): PlannedCall => ({
  plan: { workflow: uses, jobs: [], problem },
  results: ['success'],
  output: () => [{ kind: 'any' }],
  findings: [],
});

const givenBy = (job: CallJob, scope: Scope): Given =>
  Object.fromEntries(Object.entries(job.with ?? {}).map(([name, value]) => [name, outcomeOfText(value, scope)]));

function checkCall(job: CallJob, trigger: Trigger): Diagnostic[] {
  const texts = Object.entries(job.with ?? {});
  // The type of what an expression gives is not looked at.
  const literal = new Set(
    texts.filter(([, value]) => !String(value).includes('${{')).map(([name]) => name.toLowerCase()),
  );
  const given = Object.fromEntries(
    texts.map(([name, value]) => [name, literal.has(name.toLowerCase()) ? value : undefined]),
  );
  const open = [...definitionsOf(trigger).values()]
    .map(([name]) => name)
    .filter((name) => name in given && given[name] === undefined);
  const source = job.source?.locate();
  return checkInputs(trigger, given)
    .filter(({ message }) => !open.some((name) => message.includes(`"${name}" is required`)))
    .map((finding) => ({
      ...finding,
      source,
      path: `jobs.${job.id}.with`,
      message: `${job.uses}: ${finding.message}`,
    }));
}

/** The called workflow sees the event of its caller, and inputs of its own. */
function calledRun(workflow: Workflow, job: CallJob, run: RunContext, inputs: Known): RunContext {
  const own = runFacts(run.facts, inputs);
  const facts: RunContext['facts'] = (path) => (path[0]?.toLowerCase() === 'vars' ? run.facts(path) : own(path));
  return { ...run, workflow, facts, prefix: `${run.prefix}${job.id}/`, chain: [...run.chain, job.uses] };
}

/** A call ends as the worst of its jobs does. */
function resultsOf(states: readonly JobState[]): JobResult[] {
  const all = states.map(({ results }) => results);
  const worst = (['failure', 'cancelled'] as const).filter((result) => all.some((each) => each.includes(result)));
  const certain = worst.some((result) => all.some((each) => each.every((one) => one === result)));
  if (certain) return [worst[0] ?? 'failure'];
  const skipped = all.every((each) => each.includes('skipped')) && all.length > 0;
  return ['success', ...worst, ...(skipped ? (['skipped'] as const) : [])];
}

function outputOfCall(trigger: Trigger, name: string, states: ReadonlyMap<string, JobState>, run: RunContext): Outcome {
  const found = Object.entries(trigger.outputs ?? {}).find(([key]) => key.toLowerCase() === name);
  if (!found) return oneOf('');
  const read = (path: readonly string[]): Outcome => {
    const [context, id = '', property, output] = path.map((each) => each.toLowerCase());
    if (context !== 'jobs') return run.facts(path);
    const state = states.get(id);
    if (property === 'result') return oneOf(...(state?.results ?? []));
    return property === 'outputs' && output !== undefined ? (state?.output(output) ?? oneOf('')) : oneOf(null);
  };
  return outcomeOfText(found[1]?.value, { read, status: () => oneOf(true) });
}

/** The names of jobs behind that of their caller. */
function behind(plan: JobPlan, caller: string): JobPlan {
  const instances = plan.instances.map((each) => ({
    ...each,
    name: `${caller} / ${each.name}`,
    ...(each.uses ? { uses: { ...each.uses, jobs: each.uses.jobs.map((inner) => behind(inner, caller)) } } : {}),
  }));
  return { ...plan, name: `${caller} / ${plan.name}`, instances };
}
