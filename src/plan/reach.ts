/** Says which jobs and steps a run can come to that one trigger starts. */
import { type ExpressionNode, parseExpression } from '../expressions/index.ts';
import { visitNodes } from '../expressions/node.ts';
import {
  type Data,
  expandMatrix,
  type Job,
  type MatrixEntry,
  type StepSite,
  stepsOfJob,
  type Trigger,
  type Workflow,
} from '../model/index.ts';
import { anything, either, evaluate, isStatusFunction, oneOf, type Scope, truthOf } from './evaluate.ts';
import { type Facts, factsOf } from './trigger-facts.ts';

/** Whether a run comes to a job; if not, whether its own condition keeps it away, or a job that it needs. */
export type Arrival =
  | { readonly reached: true }
  | { readonly reached: false; readonly because: 'condition' }
  | { readonly reached: false; readonly because: 'needs'; readonly need: Job };

export interface Reach {
  readonly trigger: Trigger;
  arrivalAt(job: Job): Arrival;
  /** Whether the step of a job that is reached runs in some combination of its matrix. */
  reaches(step: StepSite): boolean;
}

/**
 * What a run can come to; whatever is not known for certain counts as reached.
 *
 * @example
 * reachOf(trigger, workflow).arrivalAt(deploy); // { reached: false, because: 'condition' }
 */
export function reachOf(trigger: Trigger, workflow: Workflow): Reach {
  const facts = factsOf(trigger, workflow);
  const found = new Map<Job, Arrival>();
  const arrivalAt = (job: Job): Arrival => {
    const before = found.get(job);
    if (before) return before;
    // A circle of needs is a mistake of another kind.
    found.set(job, { reached: true });
    const arrival = arrive(job, workflow, facts, (need) => arrivalAt(need).reached);
    found.set(job, arrival);
    return arrival;
  };
  return { trigger, arrivalAt, reaches: (site) => runs(site, facts) };
}

/** The condition of a job or a step; undefined where there is none, or one that text makes true. */
export function conditionOf(node: object): ExpressionNode | undefined {
  const text = 'if' in node && node.if !== undefined ? String(node.if) : '';
  return text === '' || text.includes('${{') ? undefined : parseExpression(text).tree;
}

/** Without one of these functions a condition has `success() &&` before it. */
export function readsStatus(tree: ExpressionNode): boolean {
  let found = false;
  visitNodes(tree, (node) => {
    found ||= node.kind === 'call' && isStatusFunction(node.name);
  });
  return found;
}

function arrive(job: Job, workflow: Workflow, facts: Facts, isReached: (need: Job) => boolean): Arrival {
  const condition = conditionOf(job);
  const needs = neededBy(job, workflow);
  const missing = needs.find((need) => !isReached(need));
  const whenAllSucceed = condition === undefined || !readsStatus(condition);
  if (condition) {
    const scope = jobScope(facts, needs, whenAllSucceed, isReached, ancestorsOf(job, workflow).some(isReached));
    if (truthOf(evaluate(condition, scope)) === 'false') return { reached: false, because: 'condition' };
  }
  return missing && whenAllSucceed ? { reached: false, because: 'needs', need: missing } : { reached: true };
}

const needsOf = ({ needs }: Job): string[] => (Array.isArray(needs) ? needs.map((id) => String(id).toLowerCase()) : []);

export const neededBy = (job: Job, { jobs }: Workflow): Job[] =>
  jobs.filter(({ id }) => needsOf(job).includes(id.toLowerCase()));

function ancestorsOf(job: Job, workflow: Workflow): Job[] {
  const found = new Set<Job>();
  const add = (each: Job): void => {
    for (const need of neededBy(each, workflow)) {
      if (found.has(need)) continue;
      found.add(need);
      add(need);
    }
  };
  add(job);
  return [...found];
}

const results = oneOf('success', 'failure', 'cancelled', 'skipped');

function jobScope(
  facts: Facts,
  needs: readonly Job[],
  whenAllSucceed: boolean,
  isReached: (need: Job) => boolean,
  canFail: boolean,
): Scope {
  const allReached = needs.every(isReached);
  return {
    read: (path) => {
      const [context = '', id = '', property = ''] = path.map((name) => name.toLowerCase());
      if (context !== 'needs') return facts(path);
      const need = needs.find((each) => each.id.toLowerCase() === id);
      if (!need || property !== 'result') return anything;
      if (whenAllSucceed) return goesOn(need) ? results : oneOf('success');
      return isReached(need) ? results : oneOf('skipped');
    },
    status: (name) => {
      if (name === 'always') return oneOf(true);
      if (name === 'failure') return canFail ? either : oneOf(false);
      return name === 'success' && !allReached ? oneOf(false) : either;
    },
  };
}

/** A failure of it need not stop what comes after. */
const goesOn = (node: object): boolean =>
  'continueOnError' in node && node.continueOnError !== undefined && String(node.continueOnError) !== 'false';

function runs({ step, job }: StepSite, facts: Facts): boolean {
  const condition = conditionOf(step);
  if (!condition || !job) return true;
  const combinations = combinationsOf(job, condition);
  return combinations.some((combination) => {
    const read = combination ? valuesIn(combination, combinations) : () => anything;
    const scope = stepScope(facts, [...stepsOfJob(job)], !readsStatus(condition), read);
    return truthOf(evaluate(condition, scope)) !== 'false';
  });
}

/** The combinations of a matrix, where the condition reads it and they are known; else one that is open. */
function combinationsOf(job: Job, condition: ExpressionNode): readonly (MatrixEntry | undefined)[] {
  const matrix = job.strategy?.matrix;
  const combinations = matrix && readsMatrix(condition) ? expandMatrix(matrix) : undefined;
  return combinations && combinations.length > 0 && combinations.length <= 256 ? combinations : [undefined];
}

function readsMatrix(tree: ExpressionNode): boolean {
  let found = false;
  visitNodes(tree, (node) => {
    found ||= node.kind === 'context' && node.name.toLowerCase() === 'matrix';
  });
  return found;
}

function stepScope(facts: Facts, steps: readonly StepSite[], whenAllSucceed: boolean, matrix: Facts): Scope {
  return {
    read: (path) => {
      const [context = '', id = '', property = ''] = path.map((name) => name.toLowerCase());
      if (context === 'matrix') return matrix(path.slice(1));
      if (context === 'job') return id === 'status' && whenAllSucceed ? oneOf('success') : anything;
      if (context !== 'steps' || !whenAllSucceed) return facts(path);
      const step = steps.find((each) => 'id' in each.step && String(each.step.id).toLowerCase() === id)?.step;
      if (!step || 'background' in step || !['outcome', 'conclusion'].includes(property)) return anything;
      return property === 'outcome' && goesOn(step) ? results : oneOf('success', 'skipped', null);
    },
    status: (name) => (name === 'always' ? oneOf(true) : either),
  };
}

/** The values of a combination; a key that none of them has is a mistake of another kind. */
function valuesIn(combination: MatrixEntry, all: readonly (MatrixEntry | undefined)[]): Facts {
  return (path) => {
    const [value] = valuesAt(combination, path);
    if (value === undefined) return all.some((each) => valuesAt(each, path).length > 0) ? oneOf(null) : anything;
    return JSON.stringify(value).includes('${{') ? anything : oneOf(value);
  };
}

/** The value on a route, if there is one. */
function valuesAt(value: Data | undefined, path: readonly string[]): Data[] {
  const [name, ...rest] = path;
  if (name === undefined) return value === undefined ? [] : [value];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const entry = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return valuesAt(entry?.[1], rest);
}
