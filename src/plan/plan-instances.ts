/** Plans the jobs that GitHub would show for one job of the file: one, or one for each combination of its matrix. */
import type { Combination, Concurrency, Data, Job, MatrixEntry } from '../model/index.ts';
import { anything, type Outcome, oneOf, type Scope } from './evaluate.ts';
import { nameOfJob } from './job-name.ts';
import { type Known, readKnown } from './knowledge.ts';
import { type Expansion, expand } from './matrix-instances.ts';
import type { PreparedJob } from './prepare-job.ts';
import { runnerFacts } from './runner-facts.ts';
import { fillText, outcomeOfText } from './text-value.ts';
import type { ConcurrencyPlan, Runs } from './workflow-plan.ts';

/** One combination in the scope that its texts are read in. */
export interface Instance {
  readonly name: string;
  readonly matrix: MatrixEntry | undefined;
  readonly runsOn: readonly string[];
  readonly scope: Scope;
}

export interface Instances {
  readonly list: readonly Instance[];
  /** Why the combinations are not known. */
  readonly unknown?: string | undefined;
  /** What is wrong with the matrix. */
  readonly wrong?: string | undefined;
}

export function instancesOf({ job, expansion }: PreparedJob, scope: Scope): Instances {
  const matrix = job.strategy?.matrix;
  if (!matrix) return { list: [instance(job, undefined, [], 0, scope)] };
  const found: Expansion = expansion ?? expand(matrix, scope);
  if (found.kind === 'wrong') return { list: [], wrong: found.message };
  if (found.kind === 'unknown') return { list: [openInstance(job, scope)], unknown: found.reason };
  const { combinations } = found;
  // Where everything is excluded GitHub makes one job without a matrix.
  if (combinations.length === 0) return { list: [instance(job, undefined, [], 0, scope)] };
  return { list: combinations.map((each, index) => instance(job, each, combinations, index, scope)) };
}

function instance(
  job: Job,
  own: Combination | undefined,
  all: readonly Combination[],
  index: number,
  outer: Scope,
): Instance {
  const known: Known = {
    matrix: oneOf(own?.values ?? null),
    'strategy.job-index': oneOf(index),
    'strategy.job-total': oneOf(Math.max(all.length, 1)),
    'strategy.fail-fast':
      job.strategy?.failFast === undefined ? oneOf(true) : outcomeOfText(job.strategy.failFast, outer),
  };
  return completed(job, own, within(outer, known));
}

/** The one job that stands for all combinations of a matrix that is not known. */
const openInstance = (job: Job, outer: Scope): Instance =>
  completed(job, undefined, within(outer, { matrix: anything, 'strategy.job-total': anything }));

function completed(job: Job, own: Combination | undefined, inner: Scope): Instance {
  const runsOn = job.kind === 'job' ? labelsOf(job.runsOn, inner) : [];
  return {
    name: nameOfJob(job, own?.named, inner),
    matrix: own?.values,
    runsOn,
    scope: within(inner, { ...runnerFacts(runsOn), 'github.job': oneOf(job.id) }),
  };
}

function within(outer: Scope, known: Known): Scope {
  const read = readKnown(known, outer.read);
  const contexts = new Set(Object.keys(known).map((route) => route.split('.')[0]));
  return { ...outer, read: (path) => (contexts.has(path[0]?.toLowerCase() ?? '') ? read(path) : outer.read(path)) };
}

/** The labels of `runs-on`, which may be a text, a list, or a group; an expression may give a list. */
export function labelsOf(given: unknown, scope: Scope): string[] {
  if (Array.isArray(given)) return given.flatMap((each) => labelsOf(each, scope));
  if (typeof given === 'object' && given !== null) return 'labels' in given ? labelsOf(given.labels, scope) : [];
  if (typeof given !== 'string') return [];
  const [only, ...more] = outcomeOfText(given, scope);
  if (only?.kind !== 'value' || more.length > 0) return [fillText(given, scope).text];
  return namesIn(only.value);
}

function namesIn(value: Data): string[] {
  if (Array.isArray(value)) return value.map(String);
  if (typeof value === 'object' && value !== null) return 'labels' in value ? namesIn(value['labels'] as Data) : [];
  return value === null || value === '' ? [] : [String(value)];
}

/** The group of a run or a job. */
export function planConcurrency(given: Concurrency | undefined, scope: Scope): ConcurrencyPlan | undefined {
  if (!given || typeof given.group !== 'string') return undefined;
  const cancels = given.cancelInProgress === undefined ? oneOf(false) : outcomeOfText(given.cancelInProgress, scope);
  return { group: fillText(given.group, scope).text, cancelInProgress: truthAsRuns(cancels) };
}

function truthAsRuns(outcome: Outcome): Runs {
  const answers = new Set(outcome.map((each) => (each.kind === 'value' ? String(each.value) === 'true' : undefined)));
  return answers.size > 1 || answers.has(undefined) ? 'maybe' : answers.has(true) ? 'yes' : 'no';
}

/** A number that a field gives, where it is known. */
export function numberOf(given: unknown, scope: Scope): number | undefined {
  const [only, ...more] = given === undefined ? [] : outcomeOfText(given, scope);
  const value = only?.kind === 'value' && more.length === 0 ? Number(only.value) : Number.NaN;
  return Number.isFinite(value) ? value : undefined;
}
