/** Checks data against a schema, and says what is wrong with each place of the file it came from. */
import type { z } from 'zod';
import { type Diagnostic, didYouMean, PipelineError, type SourceLocation } from '../diagnostics/index.ts';
import type { JsonPath, JsonSource } from './json-source.ts';

/** Where data came from: its file and, for a text, the places in it. */
export interface ShapeOptions {
  readonly file: string;
  /** The code of the findings. */
  readonly code: string;
  /** The names that a misspelled one may have meant. */
  readonly known: readonly string[];
  readonly hint: string;
  readonly places?: Pick<JsonSource, 'valueAt' | 'nameAt'>;
}

/**
 * The data, typed.
 *
 * @throws PipelineError with a finding for each place that is wrong
 */
export function checkShape<S extends z.ZodType>(schema: S, data: unknown, options: ShapeOptions): z.output<S> {
  const parsed = schema.safeParse(data, { error: describeIssue });
  if (parsed.success) return parsed.data;
  throw new PipelineError(parsed.error.issues.flatMap((issue) => toFindings(issue, options)));
}

function toFindings(issue: z.core.$ZodIssue, options: ShapeOptions): Diagnostic[] {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((name) => unknownField([...issue.path, name], options));
  if (issue.code === 'invalid_key') {
    const message = issue.issues[0]?.message ?? 'must be a valid name';
    return [finding(issue.path, `the name ${quoteLast(issue.path)} ${message}`, options, 'name')];
  }
  return [finding(issue.path, `${quoteLast(issue.path)} ${issue.message}`, options, 'value')];
}

function unknownField(path: JsonPath, options: ShapeOptions): Diagnostic {
  const hint = didYouMean(String(path.at(-1)), options.known) ?? options.hint;
  return { ...finding(path, `there is no field ${quoteLast(path)}`, options, 'name'), hint };
}

function finding(path: JsonPath, message: string, options: ShapeOptions, kind: 'name' | 'value'): Diagnostic {
  const { code, hint } = options;
  return { severity: 'error', code, message, source: place(path, options, kind), path: renderPath(path), hint };
}

function place(path: JsonPath, { file, places }: ShapeOptions, kind: 'name' | 'value'): SourceLocation {
  if (!places) return { file, line: 1, column: 1 };
  return kind === 'name' ? places.nameAt(path) : places.valueAt(path);
}

const quoteLast = (path: JsonPath): string => (path.length === 0 ? 'the file' : JSON.stringify(String(path.at(-1))));

/** `actions["actions/checkout"].outputs[0]`, the way JavaScript would reach the place. */
function renderPath(path: JsonPath): string | undefined {
  const text = path.map((each) => {
    if (typeof each === 'number') return `[${each}]`;
    return /^[A-Za-z_]\w*$/.test(String(each)) ? `.${String(each)}` : `[${JSON.stringify(String(each))}]`;
  });
  return text.join('').replace(/^\./, '') || undefined;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** The message for what a schema has no message of its own for; it follows the name of the field. */
function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') return `must be ${kinds[String(issue.expected)] ?? String(issue.expected)}`;
  if (issue.code === 'invalid_value') {
    return `must be ${(issue.values as readonly unknown[]).map((each) => JSON.stringify(each)).join(' or ')}`;
  }
  return undefined;
}
