/** Reads and changes the steps of actions/cache. */
import type { Step, StepsJob, UsesStep, Workflow } from '../../../model/index.ts';

export type CacheStep = UsesStep & { readonly with: NonNullable<UsesStep['with']> };
export type CacheMode = 'cache' | 'restore' | 'save';

/** Undefined for other steps, and for one without a key. */
export function cacheModeOf(step: Step): CacheMode | undefined {
  if (step.kind !== 'uses' || keyOf(step) === '') return undefined;
  const mode = /^actions\/cache(?:\/(restore|save))?@/i.exec(step.uses);
  return mode ? ((mode[1]?.toLowerCase() as CacheMode | undefined) ?? 'cache') : undefined;
}

export const keyOf = ({ with: inputs }: Pick<UsesStep, 'with'>): string => String(inputs?.['key'] ?? '').trim();

export const restoreKeysOf = ({ with: inputs }: Pick<UsesStep, 'with'>): string =>
  String(inputs?.['restore-keys'] ?? '').trim();

/** The steps of a job that restore a cache, at the top level. */
export const restoringSteps = (job: StepsJob): UsesStep[] =>
  job.steps.filter((step): step is UsesStep => ['cache', 'restore'].includes(cacheModeOf(step) ?? ''));

/** Whether a job of the workflow keeps what has that key. */
export const isSaved = ({ jobs }: Workflow, key: string): boolean =>
  jobs.some(
    (job) =>
      job.kind === 'job' &&
      job.steps.some(
        (step) => ['cache', 'save'].includes(cacheModeOf(step) ?? '') && step.kind === 'uses' && keyOf(step) === key,
      ),
  );

/** Changes every step of a workflow that has to do with a cache; a step may become several, in its place. */
export const changeCacheSteps = (
  workflow: Workflow,
  change: (step: UsesStep, mode: CacheMode) => UsesStep,
): Workflow => ({
  ...workflow,
  jobs: workflow.jobs.map((job) =>
    job.kind === 'job' ? { ...job, steps: job.steps.map((step) => changeStep(step, change)) } : job,
  ),
});

function changeStep(step: Step, change: (step: UsesStep, mode: CacheMode) => UsesStep): Step {
  const mode = cacheModeOf(step);
  return step.kind === 'uses' && mode !== undefined ? change(step, mode) : step;
}

export const withInput = (step: UsesStep, name: string, value: string): UsesStep => ({
  ...step,
  with: { ...step.with, [name]: value },
});

/** The same step as another part of the action: `actions/cache@v5` as `actions/cache/restore@v5`. */
export const asMode = (step: UsesStep, mode: 'restore' | 'save'): UsesStep => ({
  ...step,
  uses: step.uses.replace(/^(actions\/cache)(?:\/\w+)?@/i, `$1/${mode}@`),
});
