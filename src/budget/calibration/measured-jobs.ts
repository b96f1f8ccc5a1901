/** Says how long each recorded job and its steps took, and of which workflow it is; leaves out what can't be true. */
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { RecordedJob, RecordedRuns } from './recorded-runs.ts';

export interface MeasuredStep {
  readonly name: string;
  /** Its position in the job. */
  readonly number: number;
  readonly seconds: number;
}

/** One job of one run, which succeeded. */
export interface MeasuredJob {
  /** The file of the workflow, `ci.yml`. */
  readonly workflow: string;
  /** As GitHub shows it. */
  readonly name: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly seconds: number;
  /** Those that succeeded, in their order. */
  readonly steps: readonly MeasuredStep[];
}

export interface Measuring {
  readonly jobs: readonly MeasuredJob[];
  /** What was left out. */
  readonly findings: readonly Diagnostic[];
}

/** The files of the workflows that have a name. */
export type FilesNamed = (workflowName: string) => readonly string[];

const hour = 3600;
/** Source: https://docs.github.com/actions/reference/limits */
const longestHosted = 6 * hour;
const longestSelfHosted = 5 * 24 * hour;

/** @param filesNamed finds the workflow of a job where no page of runs tells the path of its file */
export function measureJobs({ jobs, paths }: RecordedRuns, filesNamed: FilesNamed): Measuring {
  const leftOut = new LeftOut();
  const measured = jobs.flatMap((job): MeasuredJob[] => {
    if (job.conclusion !== 'success') return [];
    const workflow = workflowOf(job, paths, filesNamed);
    if (typeof workflow !== 'string') return leftOut.add(workflow.problem, workflow.of);
    const { seconds, startedAt } = timeOf(job);
    const longest = isSelfHosted(job.labels ?? []) ? longestSelfHosted : longestHosted;
    if (!isPossible(seconds, longest)) return leftOut.add('odd-job', `${workflow}/${job.name}`);
    return [{ workflow, name: job.name, startedAt, seconds, steps: stepsOf(job, longest, workflow, leftOut) }];
  });
  return { jobs: measured, findings: leftOut.findings() };
}

const isPossible = (seconds: number, longest: number): boolean => seconds >= 0 && seconds <= longest;

const isSelfHosted = (labels: readonly string[]): boolean =>
  labels.some((label) => label.toLowerCase() === 'self-hosted');

/** Not a number where GitHub gives no time. */
function timeOf({ started_at, completed_at }: Pick<RecordedJob, 'started_at' | 'completed_at'>) {
  const startedAt = Date.parse(started_at ?? '');
  return { startedAt, seconds: (Date.parse(completed_at ?? '') - startedAt) / 1000 };
}

function stepsOf({ name, steps }: RecordedJob, longest: number, workflow: string, leftOut: LeftOut): MeasuredStep[] {
  return (steps ?? []).flatMap((step, index) => {
    if (step.conclusion !== 'success') return [];
    const { seconds } = timeOf(step);
    if (!isPossible(seconds, longest)) return leftOut.add('odd-step', `${workflow}/${name}/${step.name}`);
    return [{ name: step.name, number: step.number ?? index + 1, seconds }];
  });
}

type Problem = 'odd-job' | 'odd-step' | 'unknown-workflow' | 'ambiguous-workflow' | 'foreign-workflow';

/** The name of the file; or what is in the way of it. */
function workflowOf(
  { run_id, workflow_name: name }: RecordedJob,
  paths: RecordedRuns['paths'],
  filesNamed: FilesNamed,
): string | { readonly problem: Problem; readonly of: string } {
  // A workflow without a name is called by its path; that of a run may have a branch behind it.
  const path = paths.get(run_id) ?? (name?.startsWith(folder) ? name : undefined);
  if (path !== undefined) {
    const file = fileIn(path);
    return file ?? { problem: 'foreign-workflow', of: path };
  }
  const [file, ...others] = name ? filesNamed(name) : [];
  if (file === undefined) return { problem: 'unknown-workflow', of: name ?? `run ${run_id}` };
  return others.length === 0 ? file : { problem: 'ambiguous-workflow', of: name ?? '' };
}

const folder = '.github/workflows/';
const fileIn = (path: string): string | undefined => /^\.github\/workflows\/([^/]+?\.ya?ml)(?:@.*)?$/s.exec(path)?.[1];

const addRuns =
  'add the pages of `gh api --paginate --slurp repos/<owner>/<name>/actions/runs` to the file: they tell the path';
const explanations: Readonly<Record<Problem, { readonly what: string; readonly hint?: string }>> = {
  'odd-job': {
    what: 'without a time, with an end before the beginning, or longer than GitHub lets a job run',
    hint: 'the clock of a runner may have jumped; the other runs count',
  },
  'odd-step': { what: 'without a time, with an end before the beginning, or longer than a job can be' },
  'unknown-workflow': {
    what: 'of a workflow that this repository has not',
    hint: `work in the repository that the runs are of, or ${addRuns}`,
  },
  'ambiguous-workflow': { what: 'of a workflow whose name several files have', hint: addRuns },
  'foreign-workflow': { what: 'of a workflow that has no file in the repository' },
};

/** Counts what is left out, so that it is told once and not for each run. */
class LeftOut {
  readonly #names = new Map<Problem, string[]>();

  /** @returns nothing, in place of what is left out */
  add(problem: Problem, name: string): [] {
    const names = this.#names.get(problem) ?? [];
    this.#names.set(problem, names);
    names.push(name);
    return [];
  }

  findings(): Diagnostic[] {
    return [...this.#names].map(([problem, names]) => {
      const { what, hint } = explanations[problem];
      const noun = problem === 'odd-step' ? 'step' : 'job';
      const counted = `${names.length} ${noun}${names.length === 1 ? '' : 's'}`;
      const severity = problem === 'foreign-workflow' ? 'info' : 'warning';
      return {
        severity,
        code: `left-out-${problem}`,
        message: `left out: ${counted} ${what}: ${listed(names)}`,
        hint,
      };
    });
  }
}

const mostNames = 3;

/** The first names, each once, in quotes. */
export function listed(names: readonly string[]): string {
  const distinct = [...new Set(names)];
  const shown = distinct.slice(0, mostNames).map((name) => JSON.stringify(name));
  return distinct.length > shown.length
    ? `${shown.join(', ')} and ${distinct.length - shown.length} more`
    : shown.join(', ');
}
