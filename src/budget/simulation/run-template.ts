/** Turns the plan of a workflow for an event into what every run of it does: jobs, runners, durations, caches. */
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Job, Step, Workflow } from '../../model/index.ts';
import type { ConcurrencyPlan, InstancePlan, JobPlan, Runs, WorkflowPlan } from '../../plan/workflow-plan.ts';
import type { RateCard } from '../cards/card.ts';
import { type LabelMeanings, priceOfRunner, type RunnerPrice } from '../runner-sku.ts';
import { type CacheUse, cacheUseOf } from './cache-use.ts';
import { type Estimate, samplesOf } from './estimate.ts';
import { type DurationSource, type JobDuration, jobDuration, stepsThatRun } from './job-duration.ts';
import type { PlannedWorkflow } from './planned-workflow.ts';
import type { Stream } from './stream.ts';

export interface TemplateOptions {
  readonly card: RateCard;
  readonly labels: LabelMeanings;
  readonly durations: DurationSource;
  /** Included minutes that a minute on such a runner takes. */
  readonly weigh: (price: RunnerPrice) => number;
}

/** What a kind of job did in the month. Counted while the month runs. */
export interface Tally {
  begun: number;
  runs: number;
  seconds: number;
  minutes: number;
  /** Of the runs, those that were cut short, with their minutes. */
  cutRuns: number;
  cutMinutes: number;
  queuedSeconds: number;
}

/** What a step uploads. */
export interface Artifact {
  /** How long it is kept. */
  readonly days: number;
  /** Undefined where nobody says it. */
  readonly megabytes: number | undefined;
}

/** One job as GitHub would show it, of one workflow and for one kind of event. */
export interface JobTemplate {
  readonly file: string;
  readonly job: string;
  readonly name: string;
  readonly stream: Stream;
  readonly certain: boolean;
  /** Positions of the jobs that it waits for. */
  readonly needs: readonly number[];
  readonly labels: readonly string[];
  readonly price: RunnerPrice;
  /** Included minutes that a minute of it takes. */
  readonly weight: number;
  readonly caches: readonly CacheUse[];
  readonly restores: boolean;
  /** Without the caches, and with them. */
  readonly estimates: readonly [miss: Estimate, hit: Estimate];
  /** Seconds at equally likely points, for each. */
  readonly samples: readonly [miss: readonly number[], hit: readonly number[]];
  readonly tallies: readonly [miss: Tally, hit: Tally];
  readonly duration: Pick<JobDuration, 'source' | 'basedOnRuns'>;
  readonly artifacts: readonly Artifact[];
  /** The group of the job itself; its run may have another. */
  readonly concurrency: ConcurrencyPlan | undefined;
  /** Whether it runs even if a job that it needs was cancelled. */
  readonly runsAnyway: boolean;
}

/** Jobs of a matrix of which only so many run at once. */
export interface MatrixLimit {
  readonly most: number;
  /** Their positions. */
  readonly jobs: readonly number[];
}

export interface RunTemplate {
  readonly stream: Stream;
  readonly jobs: readonly JobTemplate[];
  readonly dependents: readonly (readonly number[])[];
  readonly concurrency?: ConcurrencyPlan | undefined;
  readonly matrixLimits: readonly MatrixLimit[];
}

export interface Templating {
  /** Undefined where the event does not start the workflow, or none of its jobs. */
  readonly template?: RunTemplate;
  readonly findings: readonly Diagnostic[];
}

export function templateOf(workflow: PlannedWorkflow, stream: Stream, options: TemplateOptions): Templating {
  if (stream.workflow !== undefined && stream.workflow !== workflow.file) return { findings: [] };
  const plan = workflow.plan(stream.event);
  if (!plan.triggered) return { findings: plan.findings };
  const flattening = new Flattening(workflow, stream, options);
  const jobs = flattening.flatten(plan);
  const findings = [...plan.findings, ...flattening.findings];
  if (jobs.length === 0) return { findings };
  const dependents = jobs.map((_, index) => jobs.flatMap(({ needs }, other) => (needs.includes(index) ? [other] : [])));
  const { matrixLimits } = flattening;
  return { template: { stream, jobs, dependents, concurrency: plan.concurrency, matrixLimits }, findings };
}

/** Puts the jobs of a plan, those of called workflows included, into one list. */
class Flattening {
  readonly #workflow: PlannedWorkflow;
  readonly #stream: Stream;
  readonly #options: TemplateOptions;
  readonly #jobs: JobTemplate[] = [];
  #certain = true;
  readonly matrixLimits: MatrixLimit[] = [];
  readonly findings: Diagnostic[] = [];

  constructor(workflow: PlannedWorkflow, stream: Stream, options: TemplateOptions) {
    this.#workflow = workflow;
    this.#stream = stream;
    this.#options = options;
  }

  flatten(plan: WorkflowPlan): readonly JobTemplate[] {
    this.#certain = plan.runs === 'yes';
    this.#addAll(plan.jobs, this.#workflow.document, '', []);
    return this.#jobs;
  }

  #addAll(
    plans: readonly JobPlan[],
    document: Workflow | undefined,
    prefix: string,
    before: readonly number[],
  ): number[] {
    const ends = new Map<string, readonly number[]>();
    const waiting = new Set(plans.filter(({ runs }) => runs !== 'no'));
    const all: number[] = [];
    // A job comes after those that it needs, whatever their order in the file; a circle ends the loop.
    for (let added = true; added && waiting.size > 0; ) {
      added = false;
      for (const plan of waiting) {
        if (plan.needs.some((id) => [...waiting].some((other) => other.id === id && other !== plan))) continue;
        waiting.delete(plan);
        const needs = [...before, ...plan.needs.flatMap((id) => ends.get(id) ?? [])];
        const own = plan.instances.flatMap((each) => this.#add(plan, each, document, prefix, needs));
        this.#limit(plan, own);
        ends.set(plan.id, own);
        all.push(...own);
        added = true;
      }
    }
    return all;
  }

  #add(
    plan: JobPlan,
    instance: InstancePlan,
    document: Workflow | undefined,
    prefix: string,
    needs: number[],
  ): number[] {
    const { uses } = instance;
    const id = `${prefix}${plan.id}`;
    this.#report(plan, instance, document);
    if (uses) return this.#addAll(uses.jobs, this.#workflow.called(uses.workflow), `${id}/`, needs);
    const job = document?.jobs.find((each) => each.id === plan.id);
    this.#jobs.push(this.#toTemplate(id, plan.runs, instance, job, needs));
    return [this.#jobs.length - 1];
  }

  /** How many calls of a workflow go on at once is not looked at: only how many jobs. */
  #limit({ maxParallel, instances }: JobPlan, jobs: readonly number[]): void {
    if (maxParallel === undefined || instances.some(({ uses }) => uses)) return;
    this.matrixLimits.push({ most: Math.max(1, maxParallel), jobs });
  }

  /** What is counted otherwise than it may come. */
  #report(plan: JobPlan, { uses }: InstancePlan, document: Workflow | undefined): void {
    const { file } = this.#workflow;
    const found = document?.jobs.find(({ id }) => id === plan.id)?.source?.locate();
    const at = { source: found ?? { file, line: 1, column: 1 }, path: `jobs.${plan.id}` };
    if (uses?.problem !== undefined) {
      const message = `the workflow ${uses.workflow} is not counted: ${uses.problem}`;
      this.findings.push({ severity: 'warning', code: 'uncounted-workflow', message, ...at });
    }
    if (plan.unknownMatrix !== undefined) {
      const message = `the matrix is counted as one job: ${plan.unknownMatrix}`;
      this.findings.push({ severity: 'warning', code: 'unknown-matrix', message, ...at });
    }
  }

  #toTemplate(id: string, runs: Runs, instance: InstancePlan, job: Job | undefined, needs: number[]): JobTemplate {
    const { card, labels, durations, weigh } = this.#options;
    const price = priceOfRunner(instance.runsOn, card, labels);
    const steps = stepsThatRun(job, instance);
    const facts = { system: systemOf(price), matrix: instance.matrix };
    const caches = steps.flatMap((step) => cacheUseOf(step, facts) ?? []);
    const restores = caches.some((each) => each.restores);
    const asked = { file: this.#workflow.file, id, job, steps, instance };
    const miss = jobDuration(durations, { ...asked, cacheHit: false });
    const hit = restores ? jobDuration(durations, { ...asked, cacheHit: true }) : miss;
    return {
      file: this.#workflow.file,
      job: id,
      name: instance.name,
      stream: this.#stream,
      needs,
      price,
      caches,
      restores,
      labels: instance.runsOn,
      weight: weigh(price),
      certain: this.#certain && runs === 'yes',
      duration: { source: miss.source, basedOnRuns: miss.basedOnRuns },
      estimates: [miss.estimate, hit.estimate],
      samples: [samplesOf(miss.estimate), samplesOf(hit.estimate)],
      tallies: [emptyTally(), emptyTally()],
      artifacts: steps.flatMap(artifactOf),
      concurrency: instance.concurrency,
      runsAnyway: /\balways\s*\(|!\s*cancelled\s*\(/i.test(job?.if ?? ''),
    };
  }
}

const emptyTally = (): Tally => ({
  begun: 0,
  runs: 0,
  seconds: 0,
  minutes: 0,
  cutRuns: 0,
  cutMinutes: 0,
  queuedSeconds: 0,
});

const systemOf = (price: RunnerPrice): string =>
  price.kind === 'rate' ? price.rate.system : price.kind === 'unknown' ? (price.system ?? 'unknown') : 'self-hosted';

/** What the repository keeps artifacts for, unless somebody says otherwise. */
const usualRetention = 90;

function artifactOf(step: Step): Artifact[] {
  if (step.kind !== 'uses' || !/^actions\/upload-artifact(?:@|$)/i.test(step.uses)) return [];
  const days = Number(step.with?.['retention-days'] ?? usualRetention);
  return [{ days: days > 0 && days <= 400 ? days : usualRetention, megabytes: step.megabytes }];
}
