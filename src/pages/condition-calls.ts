/** Words for the functions that conditions call: contains, startsWith, endsWith. */
import { accessPath, type ExpressionNode } from '../expressions/index.ts';
import { escapeText } from '../markup/markdown.ts';
import { subjectOf } from './condition-subjects.ts';
import { endWords } from './condition-values.ts';

type Call = Extract<ExpressionNode, { kind: 'call' }>;

/** Undefined for a function, or for arguments, that there are no words for. */
export function callWords({ name, args }: Call, holds: boolean): string | undefined {
  const [first, second] = args;
  if (!first || !second) return undefined;
  switch (name.toLowerCase()) {
    case 'contains':
      return containsWords(first, second, holds);
    case 'startswith':
      return affixWords('start with', first, second, holds);
    case 'endswith':
      return affixWords('end with', first, second, holds);
    default:
      return undefined;
  }
}

function containsWords(search: ExpressionNode, item: ExpressionNode, holds: boolean): string | undefined {
  const path = accessPath(search);
  if (!path || item.kind !== 'literal') return undefined;
  const value = escapeText(String(item.value));
  if (!path.includes('*')) return `when ${subjectOf(path)} ${holds ? 'contains' : 'does not contain'} ${value}`;
  if (search.kind !== 'property' || search.of.kind !== 'every') return undefined;
  if (path.slice(-3).join('.') === 'labels.*.name') return `when it ${holds ? 'has' : 'does not have'} label ${value}`;
  return path.join('.') === 'needs.*.result' ? neededWords(String(item.value), holds) : undefined;
}

/** How the jobs before ended, any of them. */
function neededWords(result: string, holds: boolean): string | undefined {
  const ended = endWords(result, true);
  return ended && `when ${holds ? 'a' : 'no'} needed job ${ended}`;
}

function affixWords(
  verb: 'start with' | 'end with',
  text: ExpressionNode,
  affix: ExpressionNode,
  holds: boolean,
): string | undefined {
  const path = accessPath(text);
  if (!path || path.includes('*') || affix.kind !== 'literal') return undefined;
  const value = String(affix.value);
  const isRef = path.join('.').toLowerCase() === 'github.ref' && verb === 'start with';
  const ref = isRef ? refPrefixWords(value, holds) : undefined;
  const does = holds ? verb.replace(/^\w+/, '$&s') : `does not ${verb}`;
  return ref ?? `when ${subjectOf(path)} ${does} ${escapeText(value)}`;
}

/** All branches, all tags, or those with a prefix. */
function refPrefixWords(prefix: string, holds: boolean): string | undefined {
  const [, folder = '', rest = ''] = /^refs\/(heads|tags|pull)\/(.*)$/.exec(prefix) ?? [];
  const kinds: Readonly<Record<string, string>> = { heads: 'on branches', tags: 'for tags', pull: 'on pull requests' };
  const kind = kinds[folder];
  if (kind === undefined) return undefined;
  return `${holds ? '' : 'not '}${kind}${rest === '' ? '' : ` that start with ${escapeText(rest)}`}`;
}

/**
 * `contains(fromJSON('["a", "b"]'), x)` as the comparisons that it stands for: `x == 'a' || x == 'b'`.
 */
export function asComparisons(node: ExpressionNode): ExpressionNode {
  if (node.kind !== 'call' || node.name.toLowerCase() !== 'contains') return node;
  const [search, item] = node.args;
  const choices = search && textsOf(search);
  if (!choices || !item) return node;
  const equals = (value: string): ExpressionNode => ({
    kind: 'operator',
    operator: '==',
    args: [item, { kind: 'literal', value }],
  });
  return { kind: 'operator', operator: '||', args: choices.map(equals) };
}

/** The texts of `fromJSON('["a", "b"]')`. */
function textsOf(node: ExpressionNode): string[] | undefined {
  const [given] = node.kind === 'call' && node.name.toLowerCase() === 'fromjson' ? node.args : [];
  if (given?.kind !== 'literal' || typeof given.value !== 'string') return undefined;
  try {
    const data: unknown = JSON.parse(given.value);
    return Array.isArray(data) && data.every((each) => typeof each === 'string') ? data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
