/** Reports a gate that runs whatever its needs do, and never looks at how they ended. */
import { accessesOf } from '../../expressions/index.ts';
import { type Job, type StepsJob, stepsOfJob } from '../../model/index.ts';
import { callsIn, conditionTree } from '../conditions.ts';
import { sameName } from '../data-shapes.ts';
import { isNamedGate, treesOfJob } from '../gates.ts';
import { jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, ParsedSite, Rule } from '../rule.ts';

export const unreadResult: Rule = {
  id: 'unread-result',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
  why: 'A job with always() runs also when the jobs that it needs have failed, and passes when its own steps do. As a required check it then lets everything through.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const jobs = jobsOf(document);
    for (const job of jobs) {
      if (job.kind !== 'job' || needsOf(job).length === 0 || !runsAnyway(job.if)) continue;
      const isNeeded = jobs.some((other) => needsOf(other).some((id) => sameName(id, job.id)));
      if (isNeeded || !isGate(job) || asksForResults(job, expressions)) continue;
      yield {
        message: `job "${job.id}" runs whatever the jobs do that it needs, and never looks at their results: it passes though they failed`,
        node: job,
        path: `jobs.${job.id}.if`,
        hint: "add a step that fails: run: exit 1, with if: contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')",
        severity: 'warning',
      };
    }
  },
};

/** `always()`, `!cancelled()`, and `success() || failure()`, in whatever else is asked. */
function runsAnyway(condition: unknown): boolean {
  const tree = conditionTree(condition);
  const calls = new Set(tree ? callsIn(tree) : []);
  if (calls.has('success') !== calls.has('failure')) return false;
  return calls.has('always') || calls.has('cancelled') || calls.has('failure');
}

/** What a job does that is there for its colour only. */
const talk = /^(?:#.*|echo\b[^|;&`]*|printf\b[^|;&`]*|true|:|exit 0|)$/;

/** Reports, uploads and cleaning up have reasons of their own to run. */
function isGate(job: StepsJob): boolean {
  const steps = [...stepsOfJob(job)].map(({ step }) => step);
  if (!steps.every((step) => step.kind === 'run')) return false;
  const scripts = steps.map((step) => (step.kind === 'run' ? String(step.run) : ''));
  if (isNamedGate(job))
    return !scripts.some((script) => /\b(?:gh|curl|wget|git|aws|az|gcloud|docker)\b|\.\//.test(script));
  return scripts.every((script) => !/>/.test(script) && script.split('\n').every((line) => talk.test(line.trim())));
}

function asksForResults(job: Job, expressions: readonly ParsedSite[]): boolean {
  const trees = treesOfJob(job, expressions);
  if (trees.flatMap(accessesOf).some(([context]) => sameName(context, 'needs'))) return true;
  const ofSteps = expressions.filter((site) => site.job === job && site.step !== undefined);
  const calls = ofSteps.flatMap(({ parsed }) => parsed.flatMap(({ tree }) => (tree ? callsIn(tree) : [])));
  return calls.includes('failure') || calls.includes('success');
}
