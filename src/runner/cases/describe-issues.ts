/** Says what is wrong with a case, in words and with its place in the file. */
import type * as z from 'zod';
import { describeIssue, innermostIssues, knownKeys } from '../../contract/describe-issues.ts';
import { type Diagnostic, didYouMean, formatRoute, type Route, type SourceLocation } from '../../diagnostics/index.ts';
import type { Place } from '../../yaml-document/index.ts';

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
  const parsed = schema.safeParse(data, { error: describeIssue });
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, findings: parsed.error.issues.flatMap((issue) => toFindings(issue, origin, schema)) };
}

function toFindings(given: z.core.$ZodIssue, origin: Origin, schema: z.ZodObject): Diagnostic[] {
  return innermostIssues(given).flatMap((issue) => {
    const route = [...origin.route, ...(issue.path as Route)];
    if (issue.code !== 'unrecognized_keys') {
      return [invalidCase(origin, route, `${quoteLast(route)} ${issue.message}`)];
    }
    return issue.keys.map((key) => ({
      ...invalidCase(origin, [...route, key], `there is no field "${key}"`, 'placeOf'),
      hint: didYouMean(key, knownKeys(schema, issue.path)),
    }));
  });
}

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
