/** Finds what is wrong with the pattern of a filter: its syntax, and names that can't be there for it to match. */
import { type FilterPattern, type PatternPart, type PatternProblem, readPattern } from '../plan/index.ts';
import type { Finding } from './rule.ts';

/** What a pattern is matched with. */
export type Subject = 'ref' | 'path' | 'name';
export type FilterProblem = Pick<Finding, 'message' | 'hint' | 'offset' | 'severity'>;

/** The mistakes of one pattern: those of its syntax, else those that keep it from matching anything. */
export function* filterProblems(pattern: string, subject: Subject): Generator<FilterProblem> {
  const read = readPattern(pattern);
  if (read.problems.length === 0 && read.parts.every(({ text }) => text.trim() === ''))
    return yield empty(pattern.trim());
  for (const problem of read.problems) yield { offset: problem.at, ...syntax[problem.kind](problem, pattern) };
  if (read.problems.some(({ kind }) => kind !== 'stray-bracket')) return;
  if (subject === 'ref') yield* first(refProblems(read, pattern));
  if (subject === 'path') yield* first(pathProblems(read, pattern));
}

function* first(problems: Generator<FilterProblem>): Generator<FilterProblem> {
  const { value, done } = problems.next();
  if (!done && value) yield value;
}

const empty = (pattern: string): FilterProblem =>
  pattern === ''
    ? { message: 'the pattern is empty, and matches nothing', hint: "leave it out, or write '**' for everything" }
    : { message: 'the pattern "!" takes nothing away', hint: "write what it takes away: '!docs/**'" };

type Explain = (problem: PatternProblem, pattern: string) => Omit<FilterProblem, 'offset'>;

const syntax: Readonly<Record<PatternProblem['kind'], Explain>> = {
  'open-set': (_, pattern) => ({
    message: `a "[" in the pattern "${pattern}" has no "]" behind it`,
    hint: 'close it, as in v[0-9]; for the character itself write \\[',
  }),
  'empty-set': (_, pattern) => ({
    message: `"[]" in the pattern "${pattern}" lists no characters`,
    hint: 'list them, as in [0-9]; for the characters themselves write \\[\\]',
  }),
  'backward-range': ({ text }, pattern) => ({
    message: `the range "${text}" in the pattern "${pattern}" runs backwards`,
    hint: `write "${[...text].reverse().join('')}"; there are the ranges 0-9, a-z and A-Z`,
  }),
  'repeats-nothing': ({ text }, pattern) => ({
    message: `"${text}" in the pattern "${pattern}" has nothing before it to repeat`,
    hint: `for the character itself write \\${text}`,
  }),
  'repeats-wildcard': ({ text }, pattern) => ({
    message: `"${text.at(-1)}" in the pattern "${pattern}" stands behind "${text.slice(0, -1)}", which it can't repeat`,
    hint: `for the character itself write \\${text.at(-1)}`,
    // GitHub may take the question mark for something else; it refuses the plus.
    severity: text.endsWith('?') ? 'warning' : 'error',
  }),
  'stray-bracket': (_, pattern) => ({
    message: `a "]" in the pattern "${pattern}" has no "[" before it`,
    hint: 'for the character itself write \\]',
    severity: 'warning',
  }),
};

const isPlain = ({ kind, repeat }: PatternPart): boolean => kind === 'character' && repeat !== '?';
const isCharacter = (part: PatternPart | undefined, text: string): boolean =>
  part !== undefined && isPlain(part) && part.text === text;

/** Whether characters stand side by side in every text that the pattern matches; `^` and `$` are its ends. */
function placeOf({ parts }: FilterPattern, wanted: string): number | undefined {
  const texts = [...wanted];
  const found = parts.findIndex((_, start) => texts.every((text, index) => isCharacter(parts[start + index], text)));
  return parts[found]?.at;
}

/** What git refuses in names of branches and tags; a pattern that asks for it matches none. */
// https://git-scm.com/docs/git-check-ref-format
function* refProblems(read: FilterPattern, pattern: string): Generator<FilterProblem> {
  const prefix = /^!?(refs\/(?:heads|tags)\/)/.exec(pattern)?.[1];
  if (prefix) {
    const hint = `write ${pattern.replace(prefix, '')}`;
    yield { message: `filters look at names, and "${pattern}" is a whole ref`, hint, severity: 'warning' };
  }
  const { parts } = read;
  const refused = parts.find((part) => isPlain(part) && !part.escaped && /[\s~^:]/.test(part.text));
  if (refused)
    yield { ...neverMatches(pattern, `no branch or tag has "${shown(refused.text)}" in its name`), offset: refused.at };
  for (const pair of ['..', '//', '@{', '/.']) {
    const offset = placeOf(read, pair);
    if (offset !== undefined) yield { ...neverMatches(pattern, `no branch or tag has "${pair}" in its name`), offset };
  }
  const [start, end] = [parts[0], parts.at(-1)];
  for (const mark of ['/', '.']) {
    if (isCharacter(start, mark)) yield neverMatches(pattern, `no branch or tag starts with "${mark}"`);
    if (isCharacter(end, mark)) yield neverMatches(pattern, `no branch or tag ends with "${mark}"`);
  }
  yield* escapes(read, pattern, 'these patterns are no regular expressions: for a digit write [0-9]');
}

const neverMatches = (pattern: string, reason: string): FilterProblem => ({
  message: `the pattern "${pattern}" matches nothing: ${reason}`,
  hint: 'these patterns are no regular expressions: * is any text without a slash, ** any text',
});

const shown = (text: string): string => (text === ' ' ? text : JSON.stringify(text).slice(1, -1));

/** GitHub compares with paths as git lists them: from the root, without a slash before them. */
function* pathProblems(read: FilterPattern, pattern: string): Generator<FilterProblem> {
  const { parts } = read;
  const text = pattern.replace(/^!/, '');
  const dots = /(?:^|\/)(\.{1,2})(?:\/|$)/.exec(text);
  if (dots) {
    const hint = `paths start at the root of the repository: write ${text.replace(/^(?:\.{1,2}(?:\/|$))+/, '') || '**'}`;
    yield { message: `the pattern "${pattern}" matches nothing: no path has the part "${dots[1]}"`, hint };
  }
  if (isCharacter(parts[0], '/'))
    yield {
      message: `the pattern "${pattern}" starts with a slash, and no path does`,
      hint: `write ${text.replace(/^\/+/, '')}`,
      severity: 'warning',
    };
  if (isCharacter(parts.at(-1), '/'))
    yield {
      message: `the pattern "${pattern}" ends with a slash, and no path of a file does`,
      hint: `write ${text}** for the files in it`,
      severity: 'warning',
    };
  if (text !== text.trim())
    yield {
      message: `the pattern "${shown(pattern)}" has blanks around it, which belong to it`,
      hint: `write ${text.trim()}`,
      severity: 'warning',
    };
  const repeated = parts.find(({ text: each, repeat }) => each === '/' && repeat === '+');
  if (repeated)
    yield {
      message: `"+" in the pattern "${pattern}" repeats the slash before it`,
      hint: 'for the character itself write \\+',
      severity: 'warning',
      offset: repeated.at,
    };
  yield* escapes(read, pattern, 'between the parts of a path write /');
}

/** A backslash is there to take the meaning from a special character. */
function* escapes({ parts }: FilterPattern, pattern: string, hint: string): Generator<FilterProblem> {
  const odd = parts.find(({ text, escaped }) => (escaped ? /[a-z0-9]/i.test(text) : text === '\\'));
  if (odd)
    yield {
      message: `the backslash in the pattern "${pattern}" has no special character behind it`,
      hint,
      severity: 'warning',
      offset: odd.at,
    };
}
