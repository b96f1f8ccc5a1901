/** Says what an expression can yield, as far as that is known before anything runs. */
import { accessPath, type ExpressionNode } from '../expressions/index.ts';
import type { Data } from '../model/index.ts';
import { compare, equal, isTruthy } from './compare.ts';
import { callKnown, callOnText } from './known-functions.ts';

/** One thing that can come out: a value, a text of which the start is known, or anything that is true, or false. */
export type Possibility =
  | { readonly kind: 'value'; readonly value: Data }
  | { readonly kind: 'text'; readonly start: string }
  | { readonly kind: 'any'; readonly truth?: boolean };

/** All that can come out. What really comes out is always among it; not all of it need be possible. */
export type Outcome = readonly Possibility[];

/** Whether a condition holds: for certain, for certain not, or nobody knows yet. */
export type Truth = 'true' | 'false' | 'unknown';

/** What is known about the run that an expression stands in. */
export interface Scope {
  /** What the route of an access can yield, such as `['github', 'ref']`; it never holds a `'*'`. */
  read(path: readonly string[]): Outcome;
  /** The names below a route of which `.*` gives what they hold; undefined where they are not known. */
  names?(path: readonly string[]): readonly string[] | undefined;
  /** What `success()`, `failure()`, `always()` or `cancelled()` can yield. */
  status(name: string): Outcome;
}

export const anything: Outcome = [{ kind: 'any' }];
export const either: Outcome = [true, false].map((value) => ({ kind: 'value', value }));
export const oneOf = (...values: readonly Data[]): Outcome => values.map((value) => ({ kind: 'value', value }));
export const textFrom = (start: string): Outcome => [{ kind: 'text', start }];

/** Where nothing is known but what the expression itself says. */
export const nothingKnown: Scope = {
  read: () => anything,
  status: (name) => (name === 'always' ? oneOf(true) : either),
};

/** More than this many combinations are not looked at one by one. */
const most = 400;

/**
 * Evaluates as GitHub does, with every value that a part can have.
 *
 * @example
 * evaluate(tree of github.event_name == 'push', scope of a push); // [{ kind: 'value', value: true }]
 */
export function evaluate(node: ExpressionNode, scope: Scope): Outcome {
  switch (node.kind) {
    case 'literal':
      return oneOf(node.value);
    case 'operator':
      return evaluateOperator(node, scope);
    case 'call':
      return evaluateCall(node, scope);
    case 'context':
    case 'property':
    case 'index':
    case 'every':
      return evaluateAccess(node, scope);
    default:
      return anything;
  }
}

/** What a condition with this outcome does. */
export function truthOf(outcome: Outcome): Truth {
  if (!outcome.some((each) => canBe(each, true))) return 'false';
  return outcome.some((each) => canBe(each, false)) ? 'unknown' : 'true';
}

function canBe(each: Possibility, truth: boolean): boolean {
  if (each.kind === 'value') return isTruthy(each.value) === truth;
  if (each.kind === 'any') return (each.truth ?? truth) === truth;
  return truth || each.start === '';
}

/** What is left of a possibility that can be true, or false, where it is so. */
function narrow(each: Possibility, truth: boolean): Possibility {
  if (each.kind === 'any') return { kind: 'any', truth };
  return each.kind === 'text' && !truth ? { kind: 'value', value: '' } : each;
}

function evaluateAccess(node: ExpressionNode, scope: Scope): Outcome {
  const path = accessPath(node);
  if (path && !path.includes('*')) return scope.read(path);
  const listed = path && everyBelow(path, scope);
  if (listed) return listed;
  const elements = elementsOf(node, scope);
  if (elements) return [{ kind: 'value', value: elements }];
  if (node.kind === 'index') return evaluateIndex(node, scope);
  if (node.kind !== 'property') return anything;
  return distinct(evaluate(node.of, scope).flatMap((each) => propertyOf(each, node.name)));
}

/** `needs.*.result`: what each name below the route holds, in all combinations. */
function everyBelow(path: readonly string[], scope: Scope): Outcome | undefined {
  const at = path.indexOf('*');
  const names = scope.names?.(path.slice(0, at));
  if (!names || path.indexOf('*', at + 1) !== -1) return undefined;
  const lists = product(names.map((name) => scope.read([...path.slice(0, at), name, ...path.slice(at + 1)])));
  return lists?.flatMap((list): Outcome => {
    const values = list.flatMap((each) => (each.kind === 'value' ? [each.value] : []));
    return values.length === list.length ? [{ kind: 'value', value: values }] : anything;
  });
}

/** What `.*` gives, and what is read below it: a list of what is there. Undefined where that is not known. */
function elementsOf(node: ExpressionNode, scope: Scope): readonly Data[] | undefined {
  if (node.kind === 'every') return (elementsOf(node.of, scope) ?? onlyValue(evaluate(node.of, scope)))?.flatMap(below);
  if (node.kind !== 'property') return undefined;
  return elementsOf(node.of, scope)?.flatMap((each) => memberOf(each, node.name) ?? []);
}

/** The single value of an outcome, in a list. */
const onlyValue = ([first, ...more]: Outcome): Data[] | undefined =>
  first?.kind === 'value' && more.length === 0 ? [first.value] : undefined;

const below = (value: Data): readonly Data[] =>
  typeof value === 'object' && value !== null ? Object.values<Data>(value) : [];

function memberOf(value: Data, name: string): readonly [Data] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const found = Object.entries(value).find(([key]) => key.toLowerCase() === name.toLowerCase());
  return found && [found[1]];
}

function evaluateIndex(node: Extract<ExpressionNode, { kind: 'index' }>, scope: Scope): Outcome {
  const found = evaluate(node.index, scope).map((index): Outcome => {
    if (index.kind !== 'value') return anything;
    if (typeof index.value === 'string') return evaluate({ kind: 'property', of: node.of, name: index.value }, scope);
    return evaluate(node.of, scope).flatMap((each) => elementAt(each, index.value));
  });
  return distinct(found.flat());
}

function elementAt(each: Possibility, index: Data): Outcome {
  if (each.kind !== 'value') return anything;
  return oneOf((Array.isArray(each.value) ? each.value[Math.floor(Number(index))] : undefined) ?? null);
}

/** A property of what a function gave: `fromJSON('{ "a": 1 }').a`. */
function propertyOf(each: Possibility, name: string): Outcome {
  if (each.kind !== 'value') return each.kind === 'text' ? oneOf(null) : anything;
  return oneOf(memberOf(each.value, name)?.[0] ?? null);
}

type Operation = Extract<ExpressionNode, { kind: 'operator' }>;

function evaluateOperator({ operator, args }: Operation, scope: Scope): Outcome {
  const outcomes = args.map((arg) => evaluate(arg, scope));
  const [left = anything, right = anything] = outcomes;
  switch (operator) {
    case '!':
      return negate(truthOf(left));
    case '&&':
      return outcomes.reduce((before, next) => chain(before, next, false));
    case '||':
      return outcomes.reduce((before, next) => chain(before, next, true));
    case '==':
      return pairs(left, right, isEqual);
    case '!=':
      return pairs(left, right, (one, other) => opposite(isEqual(one, other)));
    default:
      return pairs(left, right, (one, other) =>
        one.kind === 'value' && other.kind === 'value' ? compare(operator, one.value, other.value) : undefined,
      );
  }
}

const negate = (truth: Truth): Outcome => (truth === 'unknown' ? either : oneOf(truth === 'false'));
const opposite = (answer: boolean | undefined): boolean | undefined => (answer === undefined ? undefined : !answer);

/** `a && b` is a where a is false, else b; `a || b` is a where a is true, else b. */
function chain(left: Outcome, right: Outcome, stopsAt: boolean): Outcome {
  const stopped = left.filter((each) => canBe(each, stopsAt)).map((each) => narrow(each, stopsAt));
  return distinct(left.some((each) => canBe(each, !stopsAt)) ? [...stopped, ...right] : stopped);
}

/** The answers for every pair; undefined is either. */
function pairs(
  left: Outcome,
  right: Outcome,
  answer: (one: Possibility, other: Possibility) => boolean | undefined,
): Outcome {
  if (left.length * right.length > most) return either;
  const answers = new Set(left.flatMap((one) => right.map((other) => answer(one, other))));
  return answers.has(undefined) ? either : oneOf(...([...answers] as boolean[]));
}

function isEqual(one: Possibility, other: Possibility): boolean | undefined {
  if (one.kind === 'value' && other.kind === 'value') return equal(one.value, other.value);
  if (one.kind === 'any' || other.kind === 'any') return undefined;
  const [start, whole] = one.kind === 'text' ? [one.start, other] : [other.kind === 'text' ? other.start : '', one];
  if (whole.kind !== 'value' || typeof whole.value !== 'string') return undefined;
  return whole.value.toLowerCase().startsWith(start.toLowerCase()) ? undefined : false;
}

type Call = Extract<ExpressionNode, { kind: 'call' }>;

const statusFunctions: readonly string[] = ['success', 'failure', 'always', 'cancelled'];
export const isStatusFunction = (name: string): boolean => statusFunctions.includes(name.toLowerCase());

function evaluateCall({ name, args }: Call, scope: Scope): Outcome {
  const known = name.toLowerCase();
  if (isStatusFunction(known)) return scope.status(known);
  const outcomes = args.map((arg) => evaluate(arg, scope));
  if (known === 'case') return chosen(outcomes);
  const combinations = product(outcomes);
  return combinations ? distinct(combinations.flatMap((each) => call(known, each))) : anything;
}

function call(name: string, args: Outcome): Outcome {
  const values = args.flatMap((arg) => (arg.kind === 'value' ? [arg.value] : []));
  if (values.length === args.length) {
    const result = callKnown(name, values);
    return result === undefined ? anything : oneOf(result);
  }
  const [text, part] = args;
  if (text?.kind === 'text' && part?.kind === 'value' && typeof part.value === 'string') {
    const answer = callOnText(name, text.start, part.value);
    return answer === undefined ? anything : oneOf(answer);
  }
  return anything;
}

/** `case(when, value, …, otherwise)`. */
function chosen(outcomes: readonly Outcome[]): Outcome {
  const found: Possibility[] = [];
  for (let at = 0; at + 1 < outcomes.length; at += 2) {
    const truth = truthOf(outcomes[at] ?? anything);
    if (truth !== 'false') found.push(...(outcomes[at + 1] ?? anything));
    if (truth === 'true') return distinct(found);
  }
  return distinct([...found, ...(outcomes.at(-1) ?? anything)]);
}

function product(outcomes: readonly Outcome[]): Outcome[] | undefined {
  if (outcomes.reduce((count, { length }) => count * length, 1) > most) return undefined;
  return outcomes.reduce<Outcome[]>((found, next) => found.flatMap((each) => next.map((one) => [...each, one])), [[]]);
}

const distinct = (outcome: Outcome): Outcome => [
  ...new Map(outcome.map((each) => [JSON.stringify(each), each] as const)).values(),
];
