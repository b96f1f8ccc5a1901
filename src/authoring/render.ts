/** Turns authored options into plain data: expressions become text, undefined goes, references find their names. */
import { type Diagnostic, PipelineError } from '../diagnostics/index.ts';
import { describe, expressionNode, isExpr, toNode } from '../expressions/expr.ts';
import { type ReferenceNames, renderExpression, renderText } from '../expressions/node.ts';
import type { Data, Node } from '../model/index.ts';
import { definition, isDefined } from './definition.ts';

/** Options by name, as an author wrote them: the types are the promise, this is what may really come. */
export type Authored = Readonly<Record<string, unknown>>;

/** Renders a value and everything in it. */
export function renderValue(value: unknown, names: ReferenceNames): Data | undefined {
  if (value === undefined) return undefined;
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return finite(value);
  if (isExpr(value)) return renderText(value[expressionNode], names);
  if (Array.isArray(value)) return value.flatMap((each) => keep(renderValue(each, names)));
  if (isPlain(value) && !isDefined(value)) return renderRecord(value, names);
  throw refuse(value);
}

function keep(data: Data | undefined): Data[] {
  return data === undefined ? [] : [data];
}

function renderRecord(record: Authored, names: ReferenceNames): Record<string, Data> {
  const rendered: Record<string, Data> = {};
  for (const [key, each] of Object.entries(record)) {
    const data = renderValue(each, names);
    if (data !== undefined) rendered[key] = data;
  }
  return rendered;
}

/** Renders a condition: the bare expression, without `${{ }}`. */
export function renderCondition(value: unknown, names: ReferenceNames): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'string' ? value : renderExpression(toNode(value), names);
}

/**
 * Renders the options among `keys`; the others are returned apart, for the rule that reports them.
 *
 * @example
 * renderOptions({ runsOn: 'ubuntu-24.04', runson: 'x' }, ['runsOn'], names);
 * // { fields: { runsOn: 'ubuntu-24.04' }, unknown: { runson: 'x' } }
 */
export function renderOptions(
  options: Authored,
  keys: readonly string[],
  names: ReferenceNames,
  skip: readonly string[] = [],
): { readonly fields: Record<string, Data>; readonly unknown: Record<string, Data> | undefined } {
  const fields: Record<string, Data> = {};
  const unknown: Record<string, Data> = {};
  for (const [key, value] of Object.entries(options)) {
    if (skip.includes(key)) continue;
    const data = renderValue(value, names);
    if (data !== undefined) (keys.includes(key) ? fields : unknown)[key] = data;
  }
  return { fields, unknown: Object.keys(unknown).length > 0 ? unknown : undefined };
}

/** What every node takes for its readers and for the rules. */
export interface NoteOptions {
  /** Rules that are switched off here, each with the reason; it becomes a comment `# pipewright: ignore[rule] reason`. */
  readonly ignore?: Readonly<Record<string, string>>;
}

/** The options that are written as comments. */
export const noteKeys = ['doc', 'ignore'];

/** Renders the comment of a node, and the rules that are switched off for it. */
export function renderNotes({ doc, ignore }: Authored): Pick<Node, 'doc' | 'ignore'> {
  return {
    ...(doc === undefined ? {} : { doc: String(doc) }),
    ...(ignore === undefined ? {} : { ignore: renderTexts('ignore', ignore) }),
  };
}

/** Renders texts by name. */
export function renderTexts(what: string, texts: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(requireOptions(what, texts)).map(([name, text]) => [name, String(text)]));
}

/** Calls `visit` for every value below, without going into expressions. */
export function visitValues(value: unknown, visit: (value: object) => boolean): void {
  if (typeof value !== 'object' || value === null) return;
  if (!visit(value) || isExpr(value)) return;
  for (const each of Array.isArray(value) ? value : Object.values(value)) visitValues(each, visit);
}

/** Freezes a node and everything in it that authoring made. */
export function freeze<T>(node: T): T {
  if (typeof node !== 'object' || node === null || Object.isFrozen(node)) return node;
  const prototype = Object.getPrototypeOf(node);
  if (prototype !== Object.prototype && !Array.isArray(node)) return node;
  Object.freeze(node);
  for (const each of Object.values(node)) freeze(each);
  return node;
}

/** The finding for a call whose arguments are of the wrong kind. */
export function misuse(message: string, hint: string): PipelineError {
  return new PipelineError([{ severity: 'error', code: 'wrong-argument', message, hint } satisfies Diagnostic]);
}

/** Refuses options that are not an object. */
export function requireOptions(what: string, value: unknown): Authored {
  if (isPlain(value)) return value;
  throw misuse(`${what} takes an object of options, not ${describe(value)}`, `write ${what}({ … })`);
}

function isPlain(value: unknown): value is Authored {
  if (typeof value !== 'object' || value === null || isExpr(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function finite(value: number): number {
  if (Number.isFinite(value)) return value;
  throw misuse(`${value} can't be written into a workflow`, 'use a finite number');
}

function refuse(value: unknown): PipelineError {
  if (isDefined(value)) {
    return misuse(
      `a ${value[definition].kind === 'job' ? 'job' : 'step, a matrix or inputs'} can't be written into a workflow as a whole`,
      'read one of its values: step.outputs.name, job.result, grid.os',
    );
  }
  return misuse(
    `${describe(value)} can't be written into a workflow`,
    'use text, numbers, booleans, lists, objects, or expressions such as github.ref',
  );
}

/** The long form of a value: a text becomes an object with that key. */
export function named<T>(value: Data, key: string): T {
  return (typeof value === 'string' ? { [key]: value } : value) as T;
}
