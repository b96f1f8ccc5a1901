/** Makes one job of two, where that changes nothing but how they are billed. */
import type { Env, Job, Permissions, Step, StepsJob, Workflow } from '../../../model/index.ts';
import { expressionsOf, sameText, textsIn } from './texts.ts';

/** Minutes that a job may take which says nothing. */
const usualTimeout = 360;

/**
 * The job that does what both do, under the name of the first. Undefined where they differ in more than their steps, do
 * not run in the same runs, or hand something to others that one job could not.
 *
 * @param second does not come before the first: it needs it, or needs what it needs
 */
export function mergeJobs(workflow: Workflow, first: StepsJob, second: StepsJob): StepsJob | undefined {
  if (![first, second].every(isPlain) || !differInStepsOnly(first, second) || !runTogether(first, second))
    return undefined;
  if (isAskedFor(workflow, first, second) || secretsOf(first) !== secretsOf(second)) return undefined;
  const permissions = joinPermissions(workflow, first, second);
  const env = joinUnlessClashing<Env>(first.env, second.env);
  const outputs = joinUnlessClashing(first.outputs, second.outputs);
  if (!permissions || !env || !outputs || haveSameIds(first, second)) return undefined;
  const timeout = Math.max(timeoutOf(first), timeoutOf(second));
  return {
    ...first,
    takes: undefined,
    needs: first.needs,
    timeoutMinutes: timeout === usualTimeout ? undefined : timeout,
    permissions: permissions.granted,
    env,
    outputs,
    steps: [...first.steps, ...withoutRepeated(second.steps, first.steps)],
  };
}

/** The workflow with the merged job in the place of the two; who needed either needs it. */
export function withMerged(workflow: Workflow, merged: StepsJob, gone: string): Workflow {
  const jobs = workflow.jobs.filter(({ id }) => id !== gone);
  return { ...workflow, jobs: jobs.map((job) => (job.id === merged.id ? merged : needing(job, merged.id, gone))) };
}

function needing(job: Job, kept: string, gone: string): Job {
  if (!needsOf(job).includes(gone.toLowerCase())) return job;
  const needs = needsOf(job).map((id) => (id === gone.toLowerCase() ? kept.toLowerCase() : id));
  return { ...job, needs: [...new Set(needs)] };
}

/** In lower case: GitHub does not tell ids apart by it. */
const needsOf = ({ needs = [] }: Job): string[] => needs.map((id) => id.toLowerCase());

export const timeoutOf = ({ timeoutMinutes }: StepsJob): number =>
  Number(timeoutMinutes ?? usualTimeout) || usualTimeout;

const isLiteral = (value: unknown): boolean => !sameText(value).includes('${{');

function isPlain(job: StepsJob): boolean {
  const { strategy, environment, container, services, snapshot, concurrency, name, runsOn, timeoutMinutes } = job;
  const special = [strategy, environment, container, services, snapshot, concurrency];
  return special.every((each) => each === undefined) && [name, runsOn, timeoutMinutes].every(isLiteral);
}

function differInStepsOnly(first: StepsJob, second: StepsJob): boolean {
  const settings = ({ runsOn, defaults, continueOnError, cancelTimeoutMinutes }: StepsJob): string =>
    sameText([runsOn, defaults ?? null, continueOnError ?? null, cancelTimeoutMinutes ?? null]);
  return settings(first) === settings(second);
}

/** With the same condition and behind the same jobs, one runs whenever the other does. */
function runTogether(first: StepsJob, second: StepsJob): boolean {
  const id = first.id.toLowerCase();
  const [before, after] = [needsOf(first), needsOf(second).filter((each) => each !== id)];
  const isChain = needsOf(second).includes(id);
  const sameNeeds = after.every((id) => before.includes(id)) && (isChain || before.length === after.length);
  const condition = first.if ?? '';
  return (
    sameNeeds && condition === (second.if ?? '') && !/\b(?:always|failure|cancelled)\s*\(|\bneeds\b/i.test(condition)
  );
}

/** What an expression asks of other jobs; `needs['a']` and `toJSON(needs)` can be any. */
const asked = /\b(?:needs|jobs)\b(?:\s*\.\s*([\w-]+)(?:\s*\.\s*(\w+))?)?/gi;

/** Whether an expression asks for what is not there any more, or no longer is what it was. */
function isAskedFor(workflow: Workflow, first: StepsJob, second: StepsJob): boolean {
  const [kept, gone] = [first.id.toLowerCase(), second.id.toLowerCase()];
  return expressionsOf(workflow).some(({ job, text }) =>
    [...text.toLowerCase().matchAll(asked)].some(([, name, part]) => {
      if (name === undefined || name === gone) return true;
      return name === kept && (part !== 'outputs' || job === second.id);
    }),
  );
}

/** A step must not get near a secret that its job has no use for. */
const secretsOf = ({ steps, env }: StepsJob): string =>
  [...new Set(textsIn([steps, env]).flatMap((text) => text.match(/\bsecrets\b[.\w[\]'-]*/gi) ?? []))].sort().join();

/** One for both, unless one could then write what it could not before. */
function joinPermissions(
  workflow: Workflow,
  first: StepsJob,
  second: StepsJob,
): { readonly granted: Permissions | undefined } | undefined {
  const [left, right] = [first, second].map((job) => job.permissions ?? workflow.permissions);
  if (sameText(left) === sameText(right)) return { granted: first.permissions ?? second.permissions };
  if (typeof left !== 'object' || typeof right !== 'object') return undefined;
  if (writesOf(left) !== writesOf(right)) return undefined;
  return { granted: { ...left, ...onlyGrants(right), ...onlyGrants(left) } };
}

const onlyGrants = (permissions: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(permissions).filter(([, level]) => level !== 'none'));

const writesOf = (permissions: Readonly<Record<string, string>>): string =>
  Object.entries(permissions)
    .flatMap(([scope, level]) => (level === 'write' ? [scope] : []))
    .sort()
    .join();

function joinUnlessClashing<T extends object>(left: T | undefined, right: T | undefined): T | undefined {
  const entries = new Map<string, unknown>(Object.entries(left ?? {}));
  const clashes = Object.entries(right ?? {}).some(([key, value]) => entries.has(key) && entries.get(key) !== value);
  return clashes ? undefined : ({ ...left, ...right } as T);
}

function haveSameIds(first: StepsJob, second: StepsJob): boolean {
  const ids = new Set(first.steps.flatMap(idsIn));
  return second.steps.flatMap(idsIn).some((id) => ids.has(id));
}

const idsIn = (step: Step): string[] =>
  step.kind === 'parallel' ? step.parallel.flatMap(idsIn) : step.id === undefined ? [] : [step.id.toLowerCase()];

/** What need not be done twice in one job: to check out, to set up, and to restore a cache. */
const once = /^actions\/checkout@|^[\w.-]+\/setup-[\w-]+@|^actions\/cache(?:\/restore)?@/i;

function withoutRepeated(steps: readonly Step[], before: readonly Step[]): Step[] {
  const known = new Set(before.filter((step) => step.kind === 'uses').map(whatItDoes));
  return steps.filter((step) => step.kind !== 'uses' || !once.test(step.uses) || !known.has(whatItDoes(step)));
}

const whatItDoes = (step: Step): string =>
  step.kind === 'uses' ? sameText([step.uses, step.with, step.env, step.if]) : '';
