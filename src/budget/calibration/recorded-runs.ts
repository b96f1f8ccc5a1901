/** Reads the jobs and the runs that GitHub's API lists, from pages in any arrangement. */
import * as z from 'zod';
import type { Route } from '../../diagnostics/index.ts';

const instant = z.iso.datetime({ offset: true, error: 'must be a time, as in 2026-02-01T12:00:00Z' }).nullish();

/** What counts of a job. Source: https://docs.github.com/rest/actions/workflow-jobs#list-jobs-for-a-workflow-run */
const jobSchema = z.object({
  id: z.int().nullish(),
  run_id: z.int(),
  name: z.string(),
  workflow_name: z.string().nullish(),
  conclusion: z.string().nullish(),
  started_at: instant,
  completed_at: instant,
  labels: z.array(z.string()).nullish(),
  steps: z
    .array(
      z.object({
        name: z.string(),
        number: z.int().nullish(),
        conclusion: z.string().nullish(),
        started_at: instant,
        completed_at: instant,
      }),
    )
    .nullish(),
});
export type RecordedJob = z.output<typeof jobSchema>;

/** What counts of a run. Source: https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository */
const runSchema = z.object({ id: z.int(), path: z.string().nullish() });
type RecordedRun = z.output<typeof runSchema>;

export interface RecordedRuns {
  /** Each once, even where pages overlap. */
  readonly jobs: readonly RecordedJob[];
  /** The path of the workflow, by the id of the run, where a page of runs tells it. */
  readonly paths: ReadonlyMap<number, string>;
}

/** What is wrong with a part of the pages. */
export interface RecordMistake {
  readonly path: Route;
  readonly message: string;
}

/** How deep pages may lie in lists. */
const deepest = 4;

/**
 * The jobs of an answer of GitHub, of a list of answers, or of a plain list of jobs; pages of runs may stand among them.
 *
 * @example
 * readRuns([{ total_count: 1, jobs: [{ run_id: 7, name: 'test', conclusion: 'success', … }] }]).jobs.length; // 1
 */
export function readRuns(data: unknown): RecordedRuns & { readonly mistakes: readonly RecordMistake[] } {
  const reading = new Reading();
  reading.read(data, []);
  const { jobs, runs, mistakes } = reading;
  const paths = new Map(runs.flatMap(({ id, path }) => (path ? [[id, path] as const] : [])));
  return { jobs: withoutRepeated(jobs), paths, mistakes };
}

class Reading {
  readonly jobs: RecordedJob[] = [];
  readonly runs: RecordedRun[] = [];
  readonly mistakes: RecordMistake[] = [];

  read(data: unknown, path: Route): void {
    if (Array.isArray(data)) {
      if (path.length > deepest) this.mistakes.push({ path, message: 'the lists are nested too deep' });
      else for (const [index, each] of data.entries()) this.read(each, [...path, index]);
    } else if (hasList(data, 'jobs')) this.#addAll(jobSchema, data.jobs, [...path, 'jobs'], this.jobs);
    else if (hasList(data, 'workflow_runs')) {
      this.#addAll(runSchema, data.workflow_runs, [...path, 'workflow_runs'], this.runs);
    } else if (typeof data === 'object' && data !== null && 'run_id' in data) {
      this.#add(jobSchema, data, path, this.jobs);
    } else this.mistakes.push({ path, message: strangerMessage(data) });
  }

  #addAll<S extends z.ZodType>(schema: S, items: readonly unknown[], path: Route, into: z.output<S>[]): void {
    for (const [index, item] of items.entries()) this.#add(schema, item, [...path, index], into);
  }

  #add<S extends z.ZodType>(schema: S, item: unknown, path: Route, into: z.output<S>[]): void {
    const { success, data, error } = schema.safeParse(item, { error: describeMissing });
    if (success) into.push(data);
    else this.mistakes.push(...error.issues.map((issue) => toMistake(issue, path)));
  }
}

function hasList<K extends string>(data: unknown, key: K): data is Record<K, unknown[]> {
  return typeof data === 'object' && data !== null && Array.isArray((data as Record<string, unknown>)[key]);
}

const describeMissing = ({ input }: z.core.$ZodRawIssue): string | undefined =>
  input === undefined ? 'is missing' : undefined;

function toMistake({ path, message }: z.core.$ZodIssue, before: Route): RecordMistake {
  const below = path.map((each) => (typeof each === 'number' ? each : String(each)));
  return { path: [...before, ...below], message: below.length > 0 ? `"${below.at(-1)}": ${message}` : message };
}

function strangerMessage(data: unknown): string {
  if (hasText(data, 'message') && 'documentation_url' in data) return `GitHub has refused: ${data.message}`;
  return 'this is neither a job nor a page of jobs or of runs, as GitHub lists them';
}

function hasText<K extends string>(data: unknown, key: K): data is Record<K, string> {
  return typeof data === 'object' && data !== null && typeof (data as Record<string, unknown>)[key] === 'string';
}

/** GitHub numbers jobs over all repositories. */
function withoutRepeated(jobs: readonly RecordedJob[]): RecordedJob[] {
  const seen = new Set<number>();
  return jobs.filter(({ id }) => {
    const isNew = id === null || id === undefined || !seen.has(id);
    if (typeof id === 'number') seen.add(id);
    return isNew;
  });
}
