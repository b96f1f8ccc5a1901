/** Says in words what a schema finds wrong with data that people wrote. */
import type * as z from 'zod';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

const kinds: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

/**
 * The message for what a schema has no message of its own for; it follows the name of the field.
 *
 * @example
 * schema.safeParse(data, { error: describeIssue }); // … message: 'must be "free" or "pro"'
 */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.input === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type': {
      const quoted = issue.expected === 'string' && typeof issue.input !== 'object' ? '; put it in quotes' : '';
      return `must be ${kinds[String(issue.expected)] ?? String(issue.expected)}${quoted}`;
    }
    case 'invalid_value':
      return `must be ${listOf((issue.values as readonly unknown[]).map((each) => JSON.stringify(each)))}`;
    case 'too_small':
    case 'too_big':
      return boundOf(issue);
    case 'invalid_union':
      return alternativesOf(issue);
    case 'unrecognized_keys':
      return `has ${listOf(
        (issue.keys as readonly string[]).map((each) => JSON.stringify(each)),
        'and',
      )} in it, which nobody knows`;
    case 'invalid_key':
      return (issue.issues as readonly Issue[])[0]?.message;
    default:
      return undefined;
  }
}

const listOf = (texts: readonly string[], last = 'or'): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)}`;

function boundOf({ code, origin, minimum, maximum, inclusive }: z.core.$ZodRawIssue): string | undefined {
  if (origin !== 'number' && origin !== 'int') return undefined;
  const [bound, words] =
    code === 'too_small'
      ? [minimum, inclusive ? 'at least' : 'more than']
      : [maximum, inclusive ? 'at most' : 'less than'];
  return `must be ${words} ${String(bound)}`;
}

/** All that it could have been, where each alternative asks for one thing. */
function alternativesOf({ errors }: z.core.$ZodRawIssue): string | undefined {
  const wishes = (errors as readonly (readonly Issue[])[]).map(([first, ...more]) =>
    first && more.length === 0 && first.path.length === 0 ? /^must be (.*)$/.exec(first.message)?.[1] : undefined,
  );
  return wishes.includes(undefined)
    ? undefined
    : `must be ${listOf([...new Set(wishes.flatMap((each) => each ?? []))])}`;
}

/**
 * Of the alternatives of a union, what is wrong with the one that was most likely meant: the type is right, and the
 * fewest things are wrong. The issue itself when there is none such.
 */
export function innermostIssues(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors
    .map((branch) => branch.flatMap(innermostIssues))
    .filter((branch) => branch.length > 0 && !branch.some(isOfAnotherType))
    .sort((one, other) => weightOf(one) - weightOf(other));
  return (branches[0] ?? []).length === 0
    ? [issue]
    : (branches[0] ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** Keys of another alternative weigh more than a wrong value. */
const weightOf = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? 10 * issue.keys.length : 1), 0);

const isOfAnotherType = (issue: Issue): boolean =>
  issue.path.length === 0 && ['invalid_type', 'invalid_union', 'invalid_value'].includes(issue.code);

/** The keys that a schema knows at a place of its data, for whoever misspelled one. */
export function knownKeys(schema: Schema, path: readonly PropertyKey[]): string[] {
  const [step, ...rest] = path;
  const here = unwrap(schema);
  if (step !== undefined)
    return [...new Set(here.flatMap((each) => below(each, step)).flatMap((each) => knownKeys(each, rest)))];
  return here.flatMap(({ _zod: { def } }) =>
    def.type === 'object' ? Object.keys((def as z.core.$ZodObjectDef).shape) : [],
  );
}

/** What stands behind defaults, transforms and alternatives. */
function unwrap(schema: Schema): Schema[] {
  const { def } = schema._zod;
  if (def.type === 'union') return (def as z.core.$ZodUnionDef).options.flatMap(unwrap);
  if (def.type === 'pipe') return unwrap((def as z.core.$ZodPipeDef).in);
  return 'innerType' in def ? unwrap(def.innerType as Schema) : [schema];
}

function below({ _zod: { def } }: Schema, step: PropertyKey): Schema[] {
  switch (def.type) {
    case 'object': {
      const found = (def as z.core.$ZodObjectDef).shape[String(step)];
      return found ? [found] : [];
    }
    case 'array':
      return [(def as z.core.$ZodArrayDef).element];
    case 'record':
      return [(def as z.core.$ZodRecordDef).valueType];
    default:
      return [];
  }
}
