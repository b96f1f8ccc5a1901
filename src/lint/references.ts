/** Finds what references in expressions point to: jobs, steps, inputs and the events that start the workflow. */
import { places } from '../expressions/index.ts';
import { type Document, type InputDefinition, type Job, type StepSite, stepsOf, stepsOfJob } from '../model/index.ts';
import { fieldsOf, sameName, textsOf } from './data-shapes.ts';
import { type Access, accesses, type ParsedSite } from './rule.ts';

/** A reference such as `needs.build`: the context and the first name below it are known. */
export interface Reference extends Access {
  readonly name: string;
}

/** The references to a context at the places that may read it: elsewhere, the place is the mistake. */
export function* references(expressions: readonly ParsedSite[], context: string): Generator<Reference> {
  for (const { site, path } of accesses(expressions, context)) {
    const name = path[1];
    if (name !== undefined && name !== '*' && mayRead(site, context)) yield { site, path, name };
  }
}

export function mayRead({ place }: ParsedSite, context: string): boolean {
  const allowed: readonly string[] = places[place].contexts;
  return allowed.includes(context);
}

/** The names of the events that start a workflow; none for an action. */
export const eventsOf = (document: Document): string[] =>
  document.kind === 'workflow' ? document.on.map(({ event }) => event) : [];

export const jobsOf = (document: Document): readonly Job[] => (document.kind === 'workflow' ? document.jobs : []);

export const findJob = (document: Document, id: string): Job | undefined =>
  jobsOf(document).find((job) => sameName(job.id, id));

export const needsOf = (job: Job): string[] => textsOf(job.needs);

/** The steps of the job, or of the action, that a text stands in. */
export function stepsAround({ job }: ParsedSite, document: Document): StepSite[] {
  if (job?.kind === 'job') return [...stepsOfJob(job)];
  return document.kind === 'action' ? [...stepsOf(document)] : [];
}

export const findStep = (steps: readonly StepSite[], id: string): StepSite | undefined =>
  steps.find(({ step }) => idOf(step) !== undefined && sameName(idOf(step), id));

/** The id of a step that has one. */
export function idOf(step: StepSite['step']): string | undefined {
  return 'id' in step && typeof step.id === 'string' ? step.id : undefined;
}

/** The declared inputs, of every event that has some; undefined where there can be none. */
export function inputsOf(document: Document): readonly (readonly [string, InputDefinition])[] | undefined {
  if (document.kind === 'action') return inputEntries(document.inputs);
  const triggers = document.on.filter(({ event }) => event === 'workflow_dispatch' || event === 'workflow_call');
  return triggers.length === 0 ? undefined : triggers.flatMap(({ inputs }) => inputEntries(inputs));
}

export const inputEntries = (inputs: unknown): [string, InputDefinition][] =>
  Object.entries(fieldsOf(inputs)).map(([name, each]) => [name, fieldsOf(each)]);
