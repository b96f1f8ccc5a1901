/** Tells the YAML of a commit what only pipelines say: how long steps take, what they keep, and what they can answer. */
import type { Job, Step, StepsJob, Workflow } from '../../../model/index.ts';
import { readYaml } from '../../../yaml/read.ts';
import { writeYaml } from '../../../yaml/write.ts';

/**
 * A workflow of the base with the estimates that the same workflow has in the head, so that both are judged by the
 * same times: jobs of the same id, steps that are the same, and steps that have kept their id or name.
 *
 * @param base as it was read from YAML
 * @param head as a pipeline wrote it
 */
export function withEstimates(base: Workflow, head: Workflow): Workflow {
  const { document } = readYaml(writeYaml(head, ''), 'head.yml');
  if (document?.kind !== 'workflow') return base;
  const known = new Map(head.jobs.map((job, index) => [job.id, { job, yaml: document.jobs[index] }]));
  const jobs = base.jobs.map((job) => {
    const found = known.get(job.id);
    return found?.yaml ? estimatedJob(job, found.job, found.yaml) : job;
  });
  return { ...base, jobs };
}

function estimatedJob(job: Job, head: Job, yaml: Job): Job {
  if (job.kind !== 'job' || head.kind !== 'job' || yaml.kind !== 'job') return job;
  const estimates = new StepEstimates(head, yaml);
  const takes = head.takes === undefined ? {} : { takes: head.takes };
  return { ...job, ...takes, steps: job.steps.map((step) => estimates.of(step)) };
}

/** The steps of a job in the head, by what they say and by what they are called. */
class StepEstimates {
  readonly #same = new Map<string, Step>();
  readonly #named = new Map<string, Step>();

  constructor(head: StepsJob, yaml: StepsJob) {
    const [written, read] = [flatten(head.steps), flatten(yaml.steps)];
    for (const [index, step] of written.entries()) {
      const twin = read[index];
      if (twin) this.#same.set(textOf(twin), step);
      const name = nameOf(step);
      if (name !== undefined) this.#named.set(name, step);
    }
  }

  of(step: Step): Step {
    if (step.kind === 'parallel') return { ...step, parallel: step.parallel.map((each) => this.of(each)) };
    const same = this.#same.get(textOf(step));
    if (same) return { ...same, source: step.source };
    const namesake = this.#named.get(nameOf(step) ?? '');
    return namesake ? withEstimatesOf(step, namesake) : step;
  }
}

function withEstimatesOf(step: Step, { ...head }: Step): Step {
  if ((step.kind !== 'run' && step.kind !== 'uses') || head.kind !== step.kind) return step;
  const { takes, megabytes } = head;
  const outputs = head.kind === 'run' && head.outputs !== undefined ? { outputs: head.outputs } : {};
  return {
    ...step,
    ...(takes === undefined ? {} : { takes }),
    ...(megabytes === undefined ? {} : { megabytes }),
    ...outputs,
  };
}

const flatten = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => (step.kind === 'parallel' ? flatten(step.parallel) : [step]));

const nameOf = (step: Step): string | undefined =>
  step.kind === 'parallel' || (step.id ?? step.name) === undefined ? undefined : `${step.kind} ${step.id ?? step.name}`;

/** What a step says, wherever it stands: places are no data. */
const textOf = (step: Step): string => JSON.stringify(step);
