/** Words for the comparisons of conditions: what is compared, and what it must be. */
import { accessPath, type ExpressionNode } from '../expressions/index.ts';
import type { Literal, Operator } from '../expressions/node.ts';
import { code, escapeText } from '../markup/markdown.ts';
import { type Path, routeOf, subjectOf } from './condition-subjects.ts';
import { eventName } from './event-names.ts';
import { cronWords } from './schedule-words.ts';

/** `a == b` where `holds`, `a != b` where not. */
export function equalityWords(args: readonly ExpressionNode[], holds: boolean): string | undefined {
  const [left, right] = args[0]?.kind === 'literal' ? [args[1], args[0]] : args;
  const path = left && routeTo(left);
  if (!path || !right) return undefined;
  if (right.kind === 'literal') return isWords(path, right.value, holds);
  const other = routeTo(right);
  return other && sameWords(path, other, holds);
}

/** The route to one value; what an index decides is none. */
function routeTo(node: ExpressionNode): Path | undefined {
  const path = accessPath(node);
  return path?.includes('*') ? undefined : path;
}

/** A value that is, or is not, another. */
function isWords(path: Path, value: Literal, holds: boolean): string {
  const special =
    typeof value === 'boolean'
      ? factWords(path, holds === value)
      : typeof value === 'string'
        ? specialWords(path, value, holds)
        : undefined;
  return special ?? `when ${subjectOf(path)} is ${not(holds)}${literalWords(value)}`;
}

function sameWords(path: Path, other: Path, holds: boolean): string {
  const isDefault = routeOf(other) === 'github.event.repository.default_branch';
  if (isDefault && routeOf(path) === 'github.ref_name') return `${not(holds)}on the default branch`;
  return `when ${subjectOf(path)} is ${not(holds)}${subjectOf(other)}`;
}

const not = (holds: boolean): string => (holds ? '' : 'not ');

function literalWords(value: Literal): string {
  if (value === '') return 'empty';
  return typeof value === 'string' ? escapeText(value) : String(value);
}

const orders: Readonly<Partial<Record<Operator, readonly [string, string]>>> = {
  '<': ['less than', 'at least'],
  '<=': ['at most', 'more than'],
  '>': ['more than', 'at most'],
  '>=': ['at least', 'less than'],
};

/** `a < b` and its like. */
export function orderWords(
  operator: Operator,
  [left, right]: readonly ExpressionNode[],
  holds: boolean,
): string | undefined {
  const path = left && routeTo(left);
  const words = orders[operator]?.[holds ? 0 : 1];
  if (!path || !words || right?.kind !== 'literal') return undefined;
  return `when ${subjectOf(path)} is ${words} ${literalWords(right.value)}`;
}

/** Values that are themselves a fact, with the words for when they are true and when not. */
const facts: Readonly<Record<string, readonly [string, string]>> = {
  'github.event.pull_request.draft': ['when the pull request is a draft', 'when the pull request is no draft'],
  'github.event.pull_request.merged': ['when the pull request was merged', 'when the pull request was not merged'],
  'github.event.issue.pull_request': ['when the issue is a pull request', 'when the issue is no pull request'],
  'github.event.repository.fork': ['in forks', 'not in forks'],
  'github.ref_protected': ['on protected branches', 'not on protected branches'],
};

/** A value that stands alone. */
export function truthWords(node: ExpressionNode, holds: boolean): string | undefined {
  const path = routeTo(node);
  return path && (factWords(path, holds) ?? `when ${subjectOf(path)} is ${not(holds)}set`);
}

const factWords = (path: Path, holds: boolean): string | undefined => facts[routeOf(path)]?.[holds ? 0 : 1];

/** Words that say more than that a value is another one. */
function specialWords(path: Path, value: string, holds: boolean): string | undefined {
  const result = resultWords(path, value, holds) ?? cacheWords(path, value, holds);
  if (result !== undefined) return result;
  const shown = escapeText(value);
  switch (routeOf(path)) {
    case 'github.ref':
      return refWords(value, holds);
    case 'github.ref_name':
      return `${not(holds)}on branch or tag ${shown}`;
    case 'github.ref_type':
      return `${not(holds)}${value === 'tag' ? 'for tags' : 'on branches'}`;
    case 'github.event_name':
      return `${not(holds)}${eventName(value).when}`;
    case 'github.event.schedule':
      return `${not(holds)}on the schedule ${cronWords(value) ?? code(value)}`;
    case 'github.repository':
      return `${not(holds)}in repository ${shown}`;
    case 'github.repository_owner':
      return `${not(holds)}in repositories of ${shown}`;
    case 'github.actor':
    case 'github.triggering_actor':
      return `when ${holds ? '' : 'somebody other than '}${shown} started it`;
    case 'runner.os':
      return `${not(holds)}on ${shown}`;
    default:
      return value === '' ? `when ${subjectOf(path)} is ${holds ? 'empty' : 'not empty'}` : undefined;
  }
}

/** The output that every action for caches has. */
function cacheWords([context = '', step = '', ...below]: Path, value: string, holds: boolean): string | undefined {
  const isHit = context.toLowerCase() === 'steps' && below.join('.') === 'outputs.cache-hit' && value === 'true';
  return isHit ? `when the cache of ${escapeText(step)} was ${not(holds)}hit` : undefined;
}

/** A ref with its folder: `refs/heads/main`. */
function refWords(ref: string, holds: boolean): string | undefined {
  const [, folder, name = ''] = /^refs\/(heads|tags)\/(.+)$/.exec(ref) ?? [];
  if (folder === undefined) return undefined;
  return `${not(holds)}${folder === 'heads' ? 'on branch' : 'for tag'} ${escapeText(name)}`;
}

const results: Readonly<Record<string, readonly [string, string]>> = {
  success: ['succeeded', 'did not succeed'],
  failure: ['failed', 'did not fail'],
  cancelled: ['was cancelled', 'was not cancelled'],
  skipped: ['was skipped', 'was not skipped'],
};

/** How something ended, or did not; undefined for what is no result. */
export const endWords = (result: string, holds: boolean): string | undefined =>
  Object.hasOwn(results, result) ? results[result]?.[holds ? 0 : 1] : undefined;

/** How a job or a step ended. */
function resultWords(path: Path, value: string, holds: boolean): string | undefined {
  const [context = '', name = '', key = ''] = path;
  const words = endWords(value, holds);
  if (words === undefined || path.length !== 3) return undefined;
  const who = escapeText(name);
  if (context.toLowerCase() === 'needs' && key === 'result') return `when ${who} ${words}`;
  const ofStep = context.toLowerCase() === 'steps' && (key === 'outcome' || key === 'conclusion');
  return ofStep ? `when step ${who} ${words}` : undefined;
}
