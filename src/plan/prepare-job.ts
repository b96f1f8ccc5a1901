/** Reads of a job what no event changes: its condition, the jobs before it, its matrix, the conditions of its steps. */
import { type Job, type StepSite, stepsOfJob, type Workflow } from '../model/index.ts';
import { type Condition, readCondition } from './condition.ts';
import { nothingKnown } from './evaluate.ts';
import { type Expansion, expand, isStatic } from './matrix-instances.ts';

export interface PreparedStep {
  readonly site: StepSite;
  /** In lower case; empty without one. */
  readonly id: string;
  readonly condition: Condition | undefined;
}

export interface PreparedJob {
  readonly job: Job;
  /** In lower case, as all ids here. */
  readonly id: string;
  readonly needs: readonly string[];
  /** The jobs it needs, those that they need, and so on. */
  readonly ancestors: readonly string[];
  readonly condition: Condition | undefined;
  readonly steps: readonly PreparedStep[];
  /** The combinations, where no event changes them; undefined without a matrix too. */
  readonly expansion: Expansion | undefined;
  /** Why it can never run. */
  readonly problem: string | undefined;
}

/** The jobs of a workflow so that each stands behind those it needs; those in a circle stand last. */
export function prepareJobs({ jobs }: Workflow): PreparedJob[] {
  const byId = new Map(jobs.map((job) => [job.id.toLowerCase(), job]));
  const before = new Map([...byId].map(([id, job]) => [id, ancestorsOf(job, byId)]));
  const prepared = jobs.map((job) => prepareJob(job, before));
  return [...prepared].sort((one, other) => depth(one) - depth(other));
}

/** A job has more ancestors than each of them has. */
const depth = ({ problem, ancestors }: PreparedJob): number => (problem ? Number.MAX_SAFE_INTEGER : ancestors.length);

type Ancestors = ReadonlyMap<string, ReadonlySet<string>>;

function prepareJob(job: Job, before: Ancestors): PreparedJob {
  const id = job.id.toLowerCase();
  const needs = needsOf(job);
  const matrix = job.strategy?.matrix;
  return {
    job,
    id,
    needs,
    ancestors: [...(before.get(id) ?? [])],
    condition: readCondition(job.if),
    steps: job.kind === 'job' ? [...stepsOfJob(job)].map(prepareStep) : [],
    expansion: matrix && isStatic(matrix) ? expand(matrix, nothingKnown) : undefined,
    problem: problemOf(id, needs, before),
  };
}

function prepareStep(site: StepSite): PreparedStep {
  const { step } = site;
  const id = 'id' in step && step.id !== undefined ? String(step.id).toLowerCase() : '';
  return { site, id, condition: readCondition('if' in step ? step.if : undefined) };
}

const needsOf = ({ needs }: Job): string[] => (Array.isArray(needs) ? needs.map((id) => String(id).toLowerCase()) : []);

function ancestorsOf(job: Job, jobs: ReadonlyMap<string, Job>): Set<string> {
  const found = new Set<string>();
  const open = needsOf(job);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const need = jobs.get(id);
    if (!need || found.has(id)) continue;
    found.add(id);
    open.push(...needsOf(need));
  }
  return found;
}

function problemOf(id: string, needs: readonly string[], before: Ancestors): string | undefined {
  const missing = needs.find((need) => !before.has(need));
  if (missing !== undefined) return `it needs "${missing}", and there is no such job`;
  const ancestors = before.get(id) ?? new Set();
  if (ancestors.has(id)) return 'it needs itself, by way of the jobs it needs';
  const circle = [...ancestors].find((each) => before.get(each)?.has(each));
  return circle === undefined ? undefined : `it comes after "${circle}", which needs itself`;
}
