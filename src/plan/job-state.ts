/** How a job can end, and what later jobs read of it. */
import type { Job } from '../model/index.ts';
import { either, type Outcome, oneOf, type Scope, type Truth } from './evaluate.ts';
import type { JobResult } from './plan-event.ts';
import type { PreparedJob } from './prepare-job.ts';
import { outcomeOfText } from './text-value.ts';
import type { Runs } from './workflow-plan.ts';

export interface JobState {
  readonly runs: Runs;
  /** The results that `needs` can show. */
  readonly results: readonly JobResult[];
  /** An output, by its name in lower case. */
  readonly output: (name: string) => Outcome;
}

/** The results of one case; a job that is not in it can have any of its own. */
export type ResultsOf = (id: string) => readonly JobResult[];

/** What the status functions say of a job, by the results of all jobs before it. */
export function statusOf(name: string, ancestors: readonly string[], resultsOf: ResultsOf): Outcome {
  if (name === 'always') return oneOf(true);
  const all = ancestors.map(resultsOf);
  if (name === 'success') return among(all.every(only('success')), all.every(has('success')));
  const result = name === 'failure' ? 'failure' : 'cancelled';
  return among(all.some(only(result)), all.some(has(result)));
}

const has =
  (result: JobResult) =>
  (results: readonly JobResult[]): boolean =>
    results.includes(result);
const only =
  (result: JobResult) =>
  (results: readonly JobResult[]): boolean =>
    results.every((each) => each === result);

const among = (certain: boolean, possible: boolean): Outcome =>
  certain ? oneOf(true) : possible ? either : oneOf(false);

/** More cases than this are not told apart. */
const mostCases = 64;

/** Every way in which the jobs before can have ended, one result for each. */
export function casesOf(ancestors: readonly string[], states: ReadonlyMap<string, JobState>): ResultsOf[] {
  const resultsOf: ResultsOf = (id) => states.get(id)?.results ?? [];
  const open = ancestors.filter((id) => resultsOf(id).length > 1);
  const count = open.reduce((product, id) => product * resultsOf(id).length, 1);
  if (open.length === 0 || count > mostCases) return [resultsOf];
  const cases = open.reduce<ReadonlyMap<string, readonly JobResult[]>[]>(
    (found, id) => found.flatMap((each) => resultsOf(id).map((result) => new Map([...each, [id, [result]]]))),
    [new Map()],
  );
  return cases.map((fixed) => (id) => fixed.get(id) ?? resultsOf(id));
}

/** The `needs` context of a job: only those it names itself. */
export function readNeeds(
  { needs }: PreparedJob,
  states: ReadonlyMap<string, JobState>,
  resultsOf: ResultsOf,
): (path: readonly string[]) => Outcome {
  return (path) => {
    const [, id, property, name, ...rest] = path.map((each) => each.toLowerCase());
    if (id === undefined || property === undefined)
      return id === undefined || needs.includes(id) ? object : oneOf(null);
    if (!needs.includes(id) || rest.length > 0) return oneOf(null);
    if (property === 'result') return oneOf(...resultsOf(id));
    if (property !== 'outputs') return oneOf(null);
    if (name === undefined) return object;
    return resultsOf(id).flatMap((result) => (result === 'skipped' ? oneOf('') : outputOf(states, id, name)));
  };
}

const object: Outcome = [{ kind: 'any', truth: true }];
const outputOf = (states: ReadonlyMap<string, JobState>, id: string, name: string): Outcome =>
  states.get(id)?.output(name) ?? oneOf('');

/** The truth of "this, and that". */
export function both(one: Truth, other: Truth): Truth {
  if (one === 'false' || other === 'false') return 'false';
  return one === 'true' && other === 'true' ? 'true' : 'unknown';
}

export const runsBy: Readonly<Record<Truth, Runs>> = { true: 'yes', false: 'no', unknown: 'maybe' };

/** The results of a job that runs in this way and, where it runs, ends as it is taken to. */
export function resultsWhen(runs: Runs, ends: readonly JobResult[]): JobResult[] {
  const own = runs === 'no' ? [] : ends;
  return [...new Set<JobResult>([...own, ...(runs === 'yes' ? [] : (['skipped'] as const))])];
}

/** A failure that is gone on from counts as a success. Source: https://github.com/actions/runner/issues/1161 */
export function forgive(job: Job, ends: JobResult, scopes: readonly Scope[]): JobResult[] {
  if (ends !== 'failure' || !('continueOnError' in job) || job.continueOnError === undefined) return [ends];
  const outcomes = scopes.flatMap((scope) => outcomeOfText(job.continueOnError, scope));
  const isOn = (each: Outcome[number]): boolean | undefined =>
    each.kind === 'value' ? String(each.value) === 'true' : undefined;
  const answers = new Set(outcomes.map(isOn));
  if (answers.size === 1 && answers.has(true)) return ['success'];
  return answers.size === 1 && answers.has(false) ? ['failure'] : ['success', 'failure'];
}
