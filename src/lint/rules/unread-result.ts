/** Reports a gate that runs whatever its needs do, and never looks at how they, or some of them, ended. */
import { accessesOf } from '../../expressions/index.ts';
import { type Document, type Job, type StepsJob, stepsOfJob } from '../../model/index.ts';
import { callsIn, conditionTree, runsAfterFailure } from '../conditions.ts';
import { sameName } from '../data-shapes.ts';
import { failing, isNamedGate, readsResults, treesOfJob, treesOfStep } from '../gates.ts';
import { findJob, jobsOf, needsOf } from '../references.ts';
import type { Finding, LintInput, ParsedSite, Rule } from '../rule.ts';
import { commandText, joinOf, readShellScript } from '../shell-script.ts';

export const unreadResult: Rule = {
  id: 'unread-result',
  // https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idneeds
  why: 'A job with always() runs also when the jobs that it needs have failed, and passes when its own steps do. As a required check it then lets everything through, or whatever the jobs do whose results it leaves out.',
  *check({ document, expressions }: LintInput): Generator<Finding> {
    const jobs = jobsOf(document);
    for (const job of jobs) {
      if (job.kind !== 'job' || needsOf(job).length === 0 || !runsAnyway(job.if)) continue;
      yield* leftOut(job, document, expressions);
      const isNeeded = jobs.some((other) => needsOf(other).some((id) => sameName(id, job.id)));
      if (isNeeded || asksForResults(job, expressions)) continue;
      if (deploys(job) && !isGate(job)) yield deploysAnyway(job);
      if (!isGate(job)) continue;
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

/** A job that says of itself that it brings something to users. */
const deploys = (job: StepsJob): boolean =>
  /^(?:deploy|publish|release|promote)(?:$|[-_ ])/i.test(job.id) || job.environment !== undefined;

const deploysAnyway = (job: StepsJob): Finding => ({
  message: `job "${job.id}" runs whatever the jobs do that it needs, and never looks at their results: it goes on though they failed`,
  node: job,
  path: `jobs.${job.id}.if`,
  hint: 'leave the function out: without one a job runs only when what it needs has succeeded',
  severity: 'warning',
});

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

const asksForResults = (job: Job, expressions: readonly ParsedSite[]): boolean =>
  readNeeds(job, expressions).length > 0 || asksForAll(job, expressions);

/** The jobs whose results or outputs a job reads; undefined stands for all of them. */
const readNeeds = (job: Job, expressions: readonly ParsedSite[]): (string | undefined)[] =>
  treesOfJob(job, expressions)
    .flatMap(accessesOf)
    .filter(([context]) => sameName(context, 'needs'))
    .map(([, name]) => (name === '*' ? undefined : name));

/** In a step, `failure()` and `success()` look at every job before. */
function asksForAll(job: Job, expressions: readonly ParsedSite[]): boolean {
  const ofSteps = expressions.filter((site) => site.job === job && site.step !== undefined);
  const calls = ofSteps.flatMap(({ parsed }) => parsed.flatMap(({ tree }) => (tree ? callsIn(tree) : [])));
  return calls.includes('failure') || calls.includes('success');
}

/** The needs that a gate leaves out, which decides by the results of others. */
function* leftOut(job: StepsJob, document: Document, expressions: readonly ParsedSite[]): Generator<Finding> {
  const read = readNeeds(job, expressions);
  if (!decidesByResults(job, expressions) || read.includes(undefined) || asksForAll(job, expressions)) return;
  const seen = [...new Set(read.flatMap((id) => findJob(document, id ?? '') ?? []))];
  for (const [index, id] of needsOf(job).entries()) {
    const needed = findJob(document, id);
    if (!needed || tells(needed, job)) continue;
    if (seen.some((each) => each === needed || waitsFor(each, needed, document))) continue;
    yield {
      message: `job "${job.id}" runs whatever the jobs do that it needs, and looks at ${listed(seen)} only: it passes though "${needed.id}" failed`,
      node: job,
      path: `jobs.${job.id}.needs[${index}]`,
      hint: `read needs.${needed.id}.result too, or all of them: contains(needs.*.result, 'failure') || contains(needs.*.result, 'cancelled')`,
      severity: 'warning',
    };
  }
}

const listed = (jobs: readonly Job[]): string => jobs.map(({ id }) => `"${id}"`).join(', ');

/** Whether a step fails by the results it reads; what only the condition of the job reads says when it runs. */
function decidesByResults(job: StepsJob, expressions: readonly ParsedSite[]): boolean {
  const ofJob = treesOfJob(
    job,
    expressions.filter(({ place }) => place === 'job-env'),
  );
  return [...stepsOfJob(job)].some(
    ({ step }) =>
      step.kind === 'run' &&
      (isNamedGate(job) || failing.test(String(step.run)) || comparesLast(String(step.run))) &&
      readsResults([...ofJob, ...treesOfStep(step, expressions)]),
  );
}

/** Whether a comparison makes the script fail, `test "$RESULT" = success`, that no `if` or `&&` looks at. */
function comparesLast(text: string): boolean {
  const script = readShellScript(text);
  const found = script?.pipelines.find((pipeline) => {
    const [command, ...others] = pipeline.commands;
    if (pipeline.role !== 'statement' || !command || others.length > 0) return false;
    return /^(?:test|\[\[?) /.test(commandText(command)) && joinOf(script, pipeline) === '';
  });
  return found !== undefined;
}

/** Whether a job is skipped when another one fails, so that its own result tells. */
function waitsFor(job: Job, other: Job, document: Document, seen: readonly Job[] = []): boolean {
  if (seen.includes(job) || runsAfterFailure(job.if)) return false;
  return needsOf(job)
    .flatMap((id) => findJob(document, id) ?? [])
    .some((needed) => needed === other || waitsFor(needed, other, document, [...seen, job]));
}

/** Whether a job may fail, or the gate learns of it another way: from the files that it uploads, or from GitHub's API. */
function tells(needed: Job, gate: StepsJob): boolean {
  if (needed.kind === 'job' && needed.continueOnError) return true;
  const text = textOf(gate);
  const uploads = needed.kind !== 'job' || /upload/.test(textOf(needed));
  return (
    (uploads && /download/.test(text)) || /\bgh (?:api|run)\b|\/actions\/runs\/|listJobs|workflow-conclusion/.test(text)
  );
}

const textOf = (job: StepsJob): string =>
  JSON.stringify(
    [...stepsOfJob(job)].map(({ step }) =>
      step.kind === 'uses' ? [step.uses, step.with] : step.kind === 'run' ? step.run : '',
    ),
  );
