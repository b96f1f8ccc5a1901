/** Reports a job or a step that no trigger of the workflow can come to. */
import { accessesOf, type ExpressionNode } from '../../expressions/index.ts';
import { type Job, type StepSite, stepsOf, stepsOfJob, type Workflow } from '../../model/index.ts';
import {
  type Arrival,
  anything,
  conditionOf,
  evaluate,
  nothingKnown,
  oneOf,
  type Reach,
  reachOf,
  readsStatus,
  type Scope,
  truthOf,
} from '../../plan/index.ts';
import { textsOf } from '../data-shapes.ts';
import { idOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { impossibleComparison } from './impossible-comparison.ts';

export const unreachableJob: Rule = {
  id: 'unreachable-job',
  // Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#status-check-functions
  why: 'GitHub skips a job or a step whose condition is false without a word, and every job that needs it as well. When no event that starts the workflow can make the condition true, the work is never done, and nothing fails.',
  *check(input: LintInput): Generator<Finding> {
    const { document } = input;
    // A comparison that can't hold is told by the rule about comparisons.
    const told = new Set([...impossibleComparison.check(input)].map(({ path }) => path));
    const found = document.kind === 'action' ? inAction([...stepsOf(document)]) : inWorkflow(document);
    for (const finding of found) if (!told.has(finding.path)) yield { ...finding, severity: 'warning' };
  },
};

function* inAction(steps: readonly StepSite[]): Generator<Finding> {
  for (const site of steps) if (isFalse(site.step)) yield switchedOff(nameOf(site), site.step, site.path);
}

function* inWorkflow(workflow: Workflow): Generator<Finding> {
  const reaches = workflow.on.map((trigger) => reachOf(trigger, workflow));
  if (reaches.length === 0) return;
  for (const job of workflow.jobs) {
    const reaching = reaches.filter((reach) => reach.arrivalAt(job).reached);
    if (reaching.length === 0) yield unreachedJob(job, reaches, workflow);
    else if (job.kind === 'job') yield* unreachedSteps([...stepsOfJob(job)], reaching, workflow);
  }
}

function unreachedJob(job: Job, reaches: readonly Reach[], workflow: Workflow): Finding {
  const [path, name] = [`jobs.${job.id}`, `job "${job.id}"`];
  if (isFalse(job)) return switchedOff(name, job, path);
  const blocked = reaches.map((reach) => reach.arrivalAt(job)).find(isBlocked);
  if (blocked) return { node: job, path: `${path}.needs`, ...blockedBy(blocked.need, job, reaches) };
  const condition = conditionOf(job);
  const reason = condition && (withoutNeeds(job, condition) ?? withoutStatus(condition, 'job'));
  return neverRuns(name, job, path, reason ?? eventReason(workflow));
}

function* unreachedSteps(
  steps: readonly StepSite[],
  reaching: readonly Reach[],
  workflow: Workflow,
): Generator<Finding> {
  for (const site of steps) {
    if (reaching.some((reach) => reach.reaches(site))) continue;
    const { step, path } = site;
    const condition = conditionOf(step);
    if (isFalse(step)) yield switchedOff(nameOf(site), step, path);
    else {
      const reason = condition && (withoutStatus(condition, 'step') ?? inMatrix(condition));
      yield neverRuns(nameOf(site), step, path, reason ?? eventReason(workflow));
    }
  }
}

type Reason = Pick<Finding, 'message' | 'hint'>;

const neverRuns = (what: string, node: Finding['node'], path: string, { message, hint }: Reason): Finding => ({
  node,
  path: `${path}.if`,
  message: `${what} never runs: ${message}`,
  hint,
});

type Blocked = Extract<Arrival, { because: 'needs' }>;
const isBlocked = (arrival: Arrival): arrival is Blocked => !arrival.reached && arrival.because === 'needs';

function blockedBy(need: Job, job: Job, reaches: readonly Reach[]): Reason {
  const never = reaches.every((reach) => !reach.arrivalAt(need).reached);
  return {
    message: `job "${job.id}" never runs: it needs job "${need.id}", which ${never ? 'never runs' : 'is skipped whenever this one would run'}`,
    hint: `leave "${need.id}" out of its needs, or let it run all the same: if: \${{ !cancelled() && … }}`,
  };
}

/** `failure()` looks at the jobs that a job needs. */
function withoutNeeds(job: Job, condition: ExpressionNode): Reason | undefined {
  const scope: Scope = {
    read: () => anything,
    status: (name) => (name === 'failure' ? oneOf(false) : nothingKnown.status(name)),
  };
  if (textsOf(job.needs).length > 0 || truthOf(evaluate(condition, scope)) !== 'false') return undefined;
  return {
    message: 'failure() looks at the jobs that it needs, and it needs none',
    hint: 'name the jobs that it looks at: needs: [build]',
  };
}

/** Whether a condition can't hold because all that came before has succeeded. */
function withoutStatus(condition: ExpressionNode, what: 'job' | 'step'): Reason | undefined {
  const scope: Scope = {
    ...nothingKnown,
    read: (path) => (isStatus(path) ? oneOf('success', 'skipped', null) : anything),
  };
  if (readsStatus(condition) || truthOf(evaluate(condition, scope)) !== 'false') return undefined;
  const others = what === 'job' ? 'the jobs that it needs' : 'the steps before it';
  return {
    message: `without failure() or always() it runs only after success of ${others}, and its condition asks for something else`,
    hint: 'let it run after a failure too: if: ${{ !cancelled() && … }}',
  };
}

function inMatrix(condition: ExpressionNode): Reason | undefined {
  const contexts = accessesOf(condition).map(([context]) => context?.toLowerCase());
  if (!contexts.includes('matrix') || contexts.includes('github')) return undefined;
  return {
    message: 'its condition is false in every combination of the matrix',
    hint: 'add the combination to the matrix, or delete the step',
  };
}

const isStatus = (path: readonly string[]): boolean =>
  /^(?:needs\.[^.]+\.result|steps\.[^.]+\.(?:outcome|conclusion)|job\.status)$/i.test(path.join('.'));

/** Whether a condition is false whatever happens. */
function isFalse(node: object): boolean {
  const condition = conditionOf(node);
  return condition !== undefined && truthOf(evaluate(condition, nothingKnown)) === 'false';
}

const switchedOff = (what: string, node: Finding['node'], path: string): Finding => ({
  node,
  path: `${path}.if`,
  message: `${what} is switched off: its condition is always false`,
  hint: 'delete what is no longer needed, or ignore this rule here with the reason why it stays',
});

function nameOf({ step, path }: StepSite): string {
  const name = idOf(step) ?? ('name' in step ? step.name : undefined);
  return name === undefined ? `step ${Number(/(\d+)\]$/.exec(path)?.[1] ?? 0) + 1}` : `step "${name}"`;
}

function eventReason({ on }: Workflow): Reason {
  const names = on.map(({ event }) => event);
  const when = names.length > 3 ? 'for every event that' : `whenever ${names.join(' or ')}`;
  return {
    message: `its condition is false ${when} starts the workflow`,
    hint: 'add the event, the branch or the value that it waits for, or delete it',
  };
}
