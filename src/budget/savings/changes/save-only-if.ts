/** Lets jobs keep caches only where a condition holds, and read them always. */
import type { Step, UsesStep, Workflow } from '../../../model/index.ts';
import { asMode, cacheModeOf } from './cache-steps.ts';

/** @returns the workflow, and the ids of the jobs that are not as they were */
export function saveOnlyIf(workflow: Workflow, condition: string): { after: Workflow; changed: readonly string[] } {
  const changed: string[] = [];
  const jobs = workflow.jobs.map((job) => {
    if (job.kind !== 'job' || !job.steps.some(isBoth)) return job;
    changed.push(job.id);
    return { ...job, steps: restoreThenSave(job.steps, condition) };
  });
  return { after: { ...workflow, jobs }, changed };
}

const isBoth = (step: Step): step is UsesStep => cacheModeOf(step) === 'cache';

function restoreThenSave(steps: readonly Step[], condition: string): Step[] {
  const saves = steps.filter(isBoth).map((step) => ({ ...asMode(step, 'save'), id: undefined, if: condition }));
  return [...steps.map((step) => (isBoth(step) ? asMode(step, 'restore') : step)), ...saves];
}
