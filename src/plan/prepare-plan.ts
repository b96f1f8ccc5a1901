/** Plans what events start in a workflow; what no event changes is read once. */
import type { Diagnostic } from '../diagnostics/index.ts';
import type { Workflow } from '../model/index.ts';
import { anything, oneOf } from './evaluate.ts';
import { githubFacts } from './event-facts.ts';
import { checkInputs, eventInputs, inputFacts } from './inputs.ts';
import { readKnown } from './knowledge.ts';
import type { Callable, FindCallable } from './plan-call.ts';
import type { PlanEvent } from './plan-event.ts';
import { planConcurrency } from './plan-instances.ts';
import { planJobs } from './plan-jobs.ts';
import { prepareJobs } from './prepare-job.ts';
import { type RunContext, runFacts } from './run-context.ts';
import { prepareTriggers, type Triggering } from './triggering.ts';
import type { WorkflowPlan } from './workflow-plan.ts';

export interface PrepareOptions {
  /** Finds a workflow that a job calls, `./.github/workflows/build.yml`. @default none is found */
  readonly resolve?: ((uses: string) => Workflow | undefined) | undefined;
  /** Says of every condition what each of its parts yields. @default false */
  readonly explained?: boolean | undefined;
  /** Plans the steps of each job as well. @default false */
  readonly steps?: boolean | undefined;
}

export interface PreparedPlan {
  plan(event: PlanEvent): WorkflowPlan;
}

/**
 * Prepares the plans of a workflow.
 *
 * @example
 * const prepared = preparePlan(workflow);
 * prepared.plan({ event: 'push', branch: 'main' }).jobs[0]?.runs; // 'yes'
 */
export function preparePlan(workflow: Workflow, options: PrepareOptions = {}): PreparedPlan {
  const decide = prepareTriggers(workflow);
  const jobs = prepareJobs(workflow);
  const find = rememberCallables(options.resolve ?? (() => undefined));
  const planRun = (event: PlanEvent, triggering: Triggering): WorkflowPlan => {
    const { runs, reason, crons } = triggering;
    const run = runOf(workflow, event, triggering, options);
    const concurrency = planConcurrency(workflow.concurrency, { read: run.facts, status: () => anything });
    const cron = crons?.length === 1 ? { cron: crons[0] } : {};
    const planned = planJobs(jobs, run, find);
    const { jobs: plans, findings } = planned;
    return { runs, triggered: true, reason, ...cron, ...(concurrency ? { concurrency } : {}), jobs: plans, findings };
  };
  return {
    plan: (event) => {
      const triggering = decide(event);
      if (triggering.runs === 'no') return notTriggered(triggering.reason);
      const findings = refusals(event, triggering);
      const [first] = findings;
      return first ? { ...notTriggered(`GitHub refuses it: ${first.message}`), findings } : planRun(event, triggering);
    },
  };
}

/** Only a run by hand, or a call, takes inputs. */
const refusals = ({ event, inputs = {} }: PlanEvent, { trigger }: Triggering): Diagnostic[] =>
  trigger && ['workflow_dispatch', 'workflow_call'].includes(event) ? checkInputs(trigger, inputs) : [];

const notTriggered = (reason: string): WorkflowPlan => ({
  runs: 'no',
  triggered: false,
  reason,
  jobs: [],
  findings: [],
});

/** A workflow that many jobs call is read once. */
function rememberCallables(resolve: (uses: string) => Workflow | undefined): FindCallable {
  const known = new Map<string, Callable | undefined>();
  return (uses) => {
    if (known.has(uses)) return known.get(uses);
    const workflow = resolve(uses);
    const callable = workflow && { workflow, jobs: prepareJobs(workflow) };
    known.set(uses, callable);
    return callable;
  };
}

function runOf(workflow: Workflow, event: PlanEvent, triggering: Triggering, options: PrepareOptions): RunContext {
  const given = Object.entries(event.inputs ?? {}).map(([name, value]) => [name, oneOf(value)] as const);
  const inputs = inputFacts(triggering.trigger, Object.fromEntries(given));
  const github = githubFacts(event, triggering);
  const own = readKnown({ ...workflowName(workflow), ...dispatchInputs(event, inputs) }, github);
  return {
    workflow,
    facts: runFacts(own, inputs, event.vars),
    assumptions: event.assumptions ?? {},
    prefix: '',
    explained: options.explained ?? false,
    steps: options.steps ?? false,
    chain: [],
    followed: { count: 0 },
  };
}

const workflowName = ({ name }: Workflow): Record<string, ReturnType<typeof oneOf>> =>
  name === undefined ? {} : { 'github.workflow': oneOf(name) };

const dispatchInputs = ({ event }: PlanEvent, inputs: ReturnType<typeof inputFacts>): ReturnType<typeof eventInputs> =>
  event === 'workflow_dispatch' ? eventInputs(inputs) : {};
