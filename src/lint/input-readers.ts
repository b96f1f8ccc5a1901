/** Says whether anything reads an input: an expression, a script, or a workflow that is called. */
import { suggest } from '../diagnostics/index.ts';
import type { Document, Workflow } from '../model/index.ts';
import { sameName } from './data-shapes.ts';
import { inputsOf } from './references.ts';
import { accesses, type LintInput, parseSites } from './rule.ts';

export interface InputReaders {
  /** Whether something reads `inputs.name`, or all inputs, or one that only the run tells. */
  reads(name: string): boolean;
  /** The same of `github.event.inputs`, which the inputs of `workflow_dispatch` are in. */
  readsFromEvent(name: string): boolean;
}

export function readersOf({ document, expressions, repository }: LintInput): InputReaders {
  const own = [...accesses(expressions)].map(({ path }) => path.map((name) => name.toLowerCase()));
  const called = document.kind === 'workflow' ? calledBy(document, repository.workflow) : [];
  const fromEvent = [...own, ...(called ?? []).flatMap(pathsIn)];
  const words = wordsOf(document);
  const unknown = unknownNames(fromEvent, document);
  const wholeEvent = called === undefined || readsPayload.test(words);
  return {
    reads: (name) =>
      own.some((path) => isRead(path, ['inputs', name])) ||
      mentions(words, name) ||
      unknown.some((each) => suggest(each, [name]) !== undefined),
    readsFromEvent: (name) => wholeEvent || fromEvent.some((path) => isRead(path, ['github', 'event', 'inputs', name])),
  };
}

/** The names that are read and not declared: one of them may mean an input that is. */
function unknownNames(paths: readonly (readonly string[])[], document: Document): string[] {
  const declared = (inputsOf(document) ?? []).map(([name]) => name);
  const read = paths.flatMap(
    ([context, ...rest]) => (context === 'inputs' ? rest[0] : rest[1] === 'inputs' ? rest[2] : undefined) ?? [],
  );
  return read.filter((name) => name !== '*' && !declared.some((each) => sameName(each, name)));
}

/** Whether an access reaches a value: the value itself, something in it, or all that is around it. */
const isRead = (path: readonly string[], wanted: readonly string[]): boolean =>
  wanted.every((name, index) => path[index] === undefined || path[index] === '*' || sameName(path[index], name));

/** Scripts can look into the payload of the event, with every input in it. */
const readsPayload = /payload|event_path/i;

/** An expression that does not parse, or stands where none is looked for, reads as well. */
function mentions(words: string, name: string): boolean {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const variable = `INPUT_${escaped.replace(/ /g, '_')}`;
  return new RegExp(`\\binputs\\s*(?:\\.\\s*|\\[\\s*')${escaped}(?![\\w-])|\\b${variable}(?![\\w-])`, 'i').test(words);
}

/** All texts of a document in one. */
const wordsOf = (document: Document): string =>
  JSON.stringify(document, (key, value: unknown) => (key === 'source' ? undefined : value));

/** The workflows that a workflow calls; undefined when one of them is not known. */
function calledBy({ jobs }: Workflow, find: (path: string) => Workflow | undefined): Workflow[] | undefined {
  const called = jobs.flatMap((job) => (job.kind === 'call' ? [find(String(job.uses))] : []));
  return called.every((each) => each !== undefined) ? called : undefined;
}

const pathsIn = (workflow: Workflow): string[][] =>
  [...accesses(parseSites(workflow), 'github')].map(({ path }) => path.map((name) => name.toLowerCase()));
