/** Decides whether a job runs, by its condition and by how the jobs before it end. */
import { type Condition, explain, truthOfCondition } from './condition.ts';
import type { Scope, Truth } from './evaluate.ts';
import { truthOf } from './evaluate.ts';
import { both, casesOf, type JobState, type ResultsOf, readNeeds, runsBy, statusOf } from './job-state.ts';
import type { Facts } from './knowledge.ts';
import type { PreparedJob } from './prepare-job.ts';
import type { ConditionPlan, Runs } from './workflow-plan.ts';

export interface Decision {
  readonly runs: Runs;
  readonly why: string;
  readonly condition?: ConditionPlan | undefined;
}

type States = ReadonlyMap<string, JobState>;

/** What a job's `if` and its other fields can read before it starts. */
export function jobScope(prepared: PreparedJob, states: States, facts: Facts, resultsOf: ResultsOf): Scope {
  const needs = readNeeds(prepared, states, resultsOf);
  return {
    read: (path) => (path[0]?.toLowerCase() === 'needs' ? needs(path) : facts(path)),
    names: (path) => (path.length === 1 && path[0]?.toLowerCase() === 'needs' ? prepared.needs : undefined),
    status: (name) => statusOf(name, prepared.ancestors, resultsOf),
  };
}

export function decideJob(prepared: PreparedJob, states: States, facts: Facts, explained: boolean): Decision {
  if (prepared.problem !== undefined) return { runs: 'no', why: prepared.problem };
  const { condition, ancestors } = prepared;
  const truths = casesOf(ancestors, states).map((resultsOf) =>
    truthInCase(condition, jobScope(prepared, states, facts, resultsOf)),
  );
  const truth = truths.every((each) => each === truths[0]) ? (truths[0] ?? 'unknown') : 'unknown';
  const scope = jobScope(prepared, states, facts, (id) => states.get(id)?.results ?? []);
  const shown = condition && explained ? explain(condition, truth, scope, asksSuccess(prepared)) : undefined;
  return { runs: runsBy[truth], why: reasonFor(truth, prepared, states, scope), condition: shown };
}

/** Without a job before it, success goes without saying. */
const asksSuccess = ({ condition, needs }: PreparedJob): boolean => condition?.asksSuccess === true && needs.length > 0;

function truthInCase(condition: Condition | undefined, scope: Scope): Truth {
  const success = !condition || condition.asksSuccess ? truthOf(scope.status('success')) : 'true';
  return condition && success !== 'false' ? both(success, truthOfCondition(condition, scope)) : success;
}

function reasonFor(truth: Truth, prepared: PreparedJob, states: States, scope: Scope): string {
  const { condition, needs } = prepared;
  if (condition?.problem !== undefined) return `its condition can't be evaluated: ${condition.problem}`;
  const waits = !condition || condition.asksSuccess;
  const stopped = waits && truth === 'false' ? stoppedBy(prepared, states) : undefined;
  if (stopped) return stopped;
  if (!condition) return withoutCondition(truth, prepared, states);
  if (truth === 'true')
    return needs.length > 0 && waits ? 'its condition holds, and what it needs succeeds' : 'its condition holds';
  if (truth === 'false') return 'its condition does not hold';
  return `only the run tells: ${unknownIn(condition, scope, prepared, states)}`;
}

function withoutCondition(truth: Truth, prepared: PreparedJob, states: States): string {
  if (prepared.needs.length === 0) return 'it has no condition';
  if (truth === 'true') return 'what it needs succeeds';
  return `it runs if these do and succeed: ${openAmong(prepared, states).join(', ')}`;
}

const openAmong = ({ ancestors }: PreparedJob, states: States): string[] =>
  ancestors.filter((id) => (states.get(id)?.results.length ?? 0) > 1);

const endings = { skipped: 'which does not run', failure: 'which fails', cancelled: 'which is cancelled', success: '' };

/** The job before it that keeps it from running; one that it needs itself is named first. */
function stoppedBy({ needs, ancestors }: PreparedJob, states: States): string | undefined {
  const stops = (id: string): boolean => states.get(id)?.results.includes('success') === false;
  const id = needs.find(stops) ?? ancestors.find(stops);
  if (id === undefined) return undefined;
  const [result = 'skipped'] = states.get(id)?.results ?? [];
  return needs.includes(id) ? `it needs ${id}, ${endings[result]}` : `it comes after ${id}, ${endings[result]}`;
}

/** What of a condition is not known. */
function unknownIn(condition: Condition, scope: Scope, prepared: PreparedJob, states: States): string {
  const { parts } = explain(condition, 'unknown', scope, false);
  const unknown = parts.filter(({ value }) => value === 'unknown' || value.includes(' or ') || value.endsWith("…'"));
  const leaves = unknown.filter(({ text }) => !/[ (!]/.test(text));
  const named = (leaves.length > 0 ? leaves : unknown).map(({ text }) => text);
  const open = condition.asksSuccess ? openAmong(prepared, states).map((id) => `whether ${id} runs`) : [];
  return [...named, ...open].join(', ') || 'its condition';
}
