/**
 * Reads the patterns of filters: of branches, tags, paths, and of names of workflows.
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
import { matchParts } from './match-parts.ts';

/** A piece of a pattern, and where it stands in it. */
export interface PatternPart {
  readonly kind: 'character' | 'set' | 'star' | 'stars';
  /** The character itself; of a set, what stands between its brackets. */
  readonly text: string;
  readonly at: number;
  readonly escaped?: boolean | undefined;
  readonly repeat?: '?' | '+' | undefined;
}

/** What is wrong with a pattern by the syntax alone, with the text that it is about. */
export interface PatternProblem {
  readonly kind: 'open-set' | 'empty-set' | 'backward-range' | 'repeats-nothing' | 'repeats-wildcard' | 'stray-bracket';
  readonly text: string;
  readonly at: number;
}

export interface FilterPattern {
  /** Whether it takes away what patterns before it matched. */
  readonly negative: boolean;
  readonly parts: readonly PatternPart[];
  readonly problems: readonly PatternProblem[];
}

/**
 * Takes a pattern apart; what is wrong with it comes back as data.
 *
 * @example
 * readPattern('v[0-9]+').parts; // the character v, and a set that is there once or more
 */
export function readPattern(pattern: string): FilterPattern {
  const negative = pattern.startsWith('!');
  const parts: PatternPart[] = [];
  const problems: PatternProblem[] = [];
  let at = negative ? 1 : 0;
  while (at < pattern.length) {
    const repeat = /^[?+]/.exec(pattern.slice(at))?.[0] as '?' | '+' | undefined;
    if (repeat) {
      const problem = repeatLast(parts, repeat, at);
      if (problem) problems.push(problem);
      at += 1;
      continue;
    }
    const { part, length } = partAt(pattern, at);
    problems.push(...problemsOf(part, pattern));
    parts.push(part);
    at += length;
  }
  return { negative, parts, problems };
}

function partAt(pattern: string, at: number): { readonly part: PatternPart; readonly length: number } {
  const rest = pattern.slice(at);
  const stars = /^\*+/.exec(rest)?.[0];
  if (stars) return { part: { kind: stars.length > 1 ? 'stars' : 'star', text: stars, at }, length: stars.length };
  const set = /^\[([^\]]*)\]?/.exec(rest);
  if (set) return { part: { kind: 'set', text: set[1] ?? '', at }, length: set[0].length };
  const escaped = rest.length > 1 && rest.startsWith('\\');
  const text = escaped ? (rest[1] ?? '') : (rest[0] ?? '');
  return { part: { kind: 'character', text, at, ...(escaped ? { escaped } : {}) }, length: escaped ? 2 : 1 };
}

/** `?` and `+` are about the character, or the set, before them. */
function repeatLast(parts: PatternPart[], repeat: '?' | '+', at: number): PatternProblem | undefined {
  const last = parts.at(-1);
  if (!last) return { kind: 'repeats-nothing', text: repeat, at };
  if (last.repeat || last.kind === 'star' || last.kind === 'stars')
    return { kind: 'repeats-wildcard', text: `${last.repeat ?? last.text}${repeat}`, at };
  parts[parts.length - 1] = { ...last, repeat };
  return undefined;
}

function problemsOf({ kind, text, at, escaped }: PatternPart, pattern: string): PatternProblem[] {
  if (kind === 'character' && text === ']' && !escaped) return [{ kind: 'stray-bracket', text, at }];
  if (kind !== 'set') return [];
  if (pattern[at + text.length + 1] !== ']') return [{ kind: 'open-set', text: `[${text}`, at }];
  if (text === '') return [{ kind: 'empty-set', text: '[]', at }];
  const ranges = [...text.matchAll(/(.)-(.)/gs)];
  const backward = ranges.find(([, from = '', to = '']) => from > to);
  return backward ? [{ kind: 'backward-range', text: backward[0], at: at + 1 + backward.index }] : [];
}

/** The text that every match starts with: all that stands before the first wildcard. */
export function startOf({ parts }: FilterPattern): string {
  const end = parts.findIndex(({ kind, repeat }) => kind !== 'character' || repeat !== undefined);
  const plain = (end === -1 ? parts : parts.slice(0, end)).map(({ text }) => text).join('');
  return parts[end]?.kind === 'character' && parts[end]?.repeat === '+' ? `${plain}${parts[end].text}` : plain;
}

/** Whether a pattern matches one text only. */
export const isLiteral = ({ parts }: FilterPattern): boolean =>
  parts.every(({ kind, repeat }) => kind === 'character' && repeat === undefined);

/** Whether a pattern matches a text; undefined for a pattern with mistakes. A `!` is not looked at. */
export function patternMatches({ parts, problems }: FilterPattern, text: string): boolean | undefined {
  if (problems.length > 0) return undefined;
  return matchParts(parts, text);
}
