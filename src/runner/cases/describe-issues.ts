/** Says what is wrong with a case, in words and with its place in the file. */
import type * as z from 'zod';
import { type Diagnostic, didYouMean, formatRoute, type Route, type SourceLocation } from '../../diagnostics/index.ts';
import type { Place } from '../../yaml-document/index.ts';
import { countsSchema } from './counts.ts';
import { patternKeys } from './pattern.ts';

/** Where data came from: a file, the route to it, and the places in the file. */
export interface Origin {
  readonly file: string;
  readonly route: Route;
  readonly places: {
    placeOf(route: Route): Place;
    placeOfNode(route: Route): Place;
  };
}

/** The data, typed; or what is wrong with it. */
export type Checked<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly findings: readonly Diagnostic[] };

/** Checks data against a schema. */
export function checkData<S extends z.ZodObject>(schema: S, data: unknown, origin: Origin): Checked<z.output<S>> {
  const parsed = schema.safeParse(data, { error: describe });
  if (parsed.success) return { ok: true, data: parsed.data };
  const known = Object.keys(schema.shape);
  return { ok: false, findings: parsed.error.issues.flatMap((issue) => toFindings(issue, origin, known)) };
}

/** The keys below a field, for whoever misspelled one. */
const nestedKeys: Readonly<Record<string, readonly string[]>> = {
  counts: Object.keys(countsSchema.shape),
  messages: ['role', 'content'],
  expected_patterns: patternKeys,
  forbidden_patterns: patternKeys,
};

const isName = (step: PropertyKey): boolean => typeof step === 'string';

function toFindings(given: z.core.$ZodIssue, origin: Origin, known: readonly string[]): Diagnostic[] {
  return innermost(given).flatMap((issue) => {
    const route = [...origin.route, ...(issue.path as Route)];
    if (issue.code !== 'unrecognized_keys') {
      return [invalidCase(origin, route, `${quoteLast(route)} ${issue.message}`)];
    }
    const names = issue.path.length === 0 ? known : (nestedKeys[String(issue.path.find(isName))] ?? []);
    return issue.keys.map((key) => ({
      ...invalidCase(origin, [...route, key], `there is no field "${key}"`, 'placeOf'),
      hint: didYouMean(key, names),
    }));
  });
}

/**
 * Of the alternatives of a union, what is wrong with the one that was most likely meant: the type is right, and the
 * fewest things are wrong. The issue itself when there is none such.
 */
function innermost(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors
    .map((branch) => branch.flatMap(innermost))
    .filter((branch) => branch.length > 0 && !branch.some(isOfAnotherType))
    .sort((one, other) => weightOf(one) - weightOf(other));
  return (branches[0] ?? []).length === 0
    ? [issue]
    : (branches[0] ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Keys of another alternative weigh more than a wrong value. */
const weightOf = (issues: readonly z.core.$ZodIssue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);

const isOfAnotherType = (issue: z.core.$ZodIssue): boolean =>
  issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_union');

/** A finding at a place of a file with cases. */
export function invalidCase(
  { file, places }: Pick<Origin, 'file' | 'places'>,
  route: Route,
  message: string,
  kind: 'placeOf' | 'placeOfNode' = 'placeOfNode',
): Diagnostic {
  const source: SourceLocation = { file, ...places[kind](route) };
  return { severity: 'error', code: 'invalid-case', message, source, path: formatRoute(route) || undefined };
}

function quoteLast(route: Route): string {
  const last = route.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'number' ? `entry ${last + 1} of ${quoteLast(route.slice(0, -1))}` : `"${last}"`;
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
};

/** The message for what a schema has no message of its own for; it follows the name of the field. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_type') {
    const quoted = issue.expected === 'string' && typeof issue.input !== 'object' ? '; put it in quotes' : '';
    return `must be ${kinds[String(issue.expected)] ?? String(issue.expected)}${quoted}`;
  }
  if (issue.code === 'invalid_value') {
    return `must be ${(issue.values as readonly unknown[]).map((each) => JSON.stringify(each)).join(' or ')}`;
  }
  return undefined;
}
