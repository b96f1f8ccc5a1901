/** Reports a gate whose failure counts for nothing, and a deployment that waits for a job which can't stop it. */
import { accessesOf } from '../../expressions/index.ts';
import { type Job, type StepSite, type StepsJob, stepsOfJob } from '../../model/index.ts';
import { sameName } from '../data-shapes.ts';
import { decidingSteps, isNamedGate, readsResults, treesOfJob, treesOfStep } from '../gates.ts';
import { idOf, jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, Rule } from '../rule.ts';
import { spell } from '../spelling.ts';

export const lenientGate: Rule = {
  id: 'lenient-gate',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idcontinue-on-error
  why: 'With continue-on-error a step that fails leaves its job green, and a job that fails leaves the run green and lets the jobs that need it go on. A check that is there to stop something must not have it.',
  *check(input: LintInput): Generator<Finding> {
    for (const job of jobsOf(input.document)) {
      if (job.kind !== 'job') continue;
      yield* lenientSteps(job, input);
      yield* lenientNamed(job, input);
      const reason = isTrue(job.continueOnError) ? reasonAgainst(job, input) : undefined;
      if (reason) yield { ...reason, node: job, path: `jobs.${job.id}.continue-on-error`, severity: 'warning' };
    }
  },
};

const isTrue = (value: unknown): boolean => value === true || value === 'true';

/** Why the failure of a job should count; undefined where it need not. */
function reasonAgainst(job: StepsJob, input: LintInput): Pick<Finding, 'message' | 'hint'> | undefined {
  const key = spell(job, 'continue-on-error');
  if (isGate(job, input)) {
    const message = `job "${job.id}" is there to collect results, and with ${key} the run passes when it fails`;
    return { message, hint: `leave ${key} out: the jobs that it collects say what may fail` };
  }
  const deployment = jobsOf(input.document).find((each) => deploysAfter(each, job, input));
  if (!deployment) return undefined;
  const message = `job "${deployment.id}" deploys after job "${job.id}", and with ${key} also when that fails`;
  return { message, hint: `leave ${key} out, or "${job.id}" out of the needs of "${deployment.id}"` };
}

const isGate = (job: Job, { expressions }: LintInput): boolean =>
  needsOf(job).length > 0 &&
  (isNamedGate(job) || (readsResults(treesOfJob(job, expressions)) && decidingSteps(job, expressions).length > 0));

/** A job that reads the outputs of another decides by those. */
function deploysAfter(deployment: Job, job: Job, { expressions }: LintInput): boolean {
  if (deployment.kind !== 'job' || !deployment.environment) return false;
  if (!needsOf(deployment).some((id) => sameName(id, job.id))) return false;
  return !treesOfJob(deployment, expressions)
    .flatMap(accessesOf)
    .some(([context, id]) => sameName(context, 'needs') && sameName(id, job.id));
}

/** A step that says of itself that it must pass, in front of others that go on all the same. */
function* lenientNamed(job: StepsJob, input: LintInput): Generator<Finding> {
  const sites = [...stepsOfJob(job)];
  for (const [index, site] of sites.entries()) {
    const { step, path } = site;
    if (step.kind !== 'run' && step.kind !== 'uses') continue;
    const said = [step.name, step.id].filter((each) => typeof each === 'string').join(' ');
    const isLast = index === sites.length - 1;
    if (isLast || !isTrue(step.continueOnError) || !/\b(?:gate|must pass|required)\b/i.test(said)) continue;
    if (isReadLater(site, job, input)) continue;
    yield {
      message: `this step is called a gate, and with ${spell(job, 'continue-on-error')} the steps behind it run when it fails`,
      node: step,
      path: `${path}.continue-on-error`,
      hint: `leave ${spell(job, 'continue-on-error')} out`,
      severity: 'warning',
    };
  }
}

/** The steps that would make a gate fail, when not one of them can. */
function* lenientSteps(job: StepsJob, input: LintInput): Generator<Finding> {
  const deciding = isGate(job, input) ? decidingSteps(job, input.expressions) : [];
  if (!deciding.every(({ step }) => 'continueOnError' in step && isTrue(step.continueOnError))) return;
  for (const site of deciding) {
    if (isReadLater(site, job, input)) continue;
    yield {
      message: `this step decides whether job "${job.id}" fails, and with ${spell(job, 'continue-on-error')} it never does`,
      node: site.step,
      path: `${site.path}.continue-on-error`,
      hint: `leave ${spell(job, 'continue-on-error')} out`,
      severity: readsResults(treesOfStep(site.step, input.expressions)) ? 'error' : 'warning',
    };
  }
}

/** Whether another step looks at how this one ended. */
function isReadLater({ step }: StepSite, job: Job, { expressions }: LintInput): boolean {
  const id = idOf(step);
  return treesOfJob(job, expressions)
    .flatMap(accessesOf)
    .some(
      ([context, name]) => sameName(context, 'steps') && (name === undefined || name === '*' || sameName(name, id)),
    );
}
