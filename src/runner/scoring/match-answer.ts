/** Compares a whole answer with the patterns of a case. */
import type { Pattern } from '../cases/pattern.ts';
import type { AnswerView } from './command-view.ts';
import { differenceFrom, hasParts } from './match-command.ts';
import { matchesRegex } from './match-text.ts';

/** How an answer differs from a pattern; undefined when it does not. */
export function answerDifference({ text, pipelines }: AnswerView, pattern: Pattern): string | undefined {
  if (typeof pattern === 'string') return regexDifference({ regex: pattern }, text);
  if ('regex' in pattern) return regexDifference(pattern, text);
  if (pipelines === undefined) return 'it is more than one plain command';
  return differenceFrom(pipelines, pattern);
}

const regexDifference = (pattern: { readonly regex: string; readonly ignore_case?: boolean }, text: string) =>
  matchesRegex(pattern, text) ? undefined : `it is not as /${pattern.regex}/ says`;

/**
 * How an answer differs from what is expected, by the pattern that comes nearest: one of the same program, if there
 * is any.
 *
 * @returns undefined when it is one of them
 */
export function nearestDifference(view: AnswerView, patterns: readonly Pattern[]): string | undefined {
  const differences = patterns.map((pattern) => answerDifference(view, pattern));
  if (differences.includes(undefined)) return undefined;
  return (
    differences.find((each) => !/^(?:the program is not|it is not as)/.test(each ?? '')) ??
    differences[0] ??
    'nothing is expected'
  );
}

/** Whether any command of an answer, or its text, is as the pattern says. */
export function answerContains({ text, all }: AnswerView, pattern: Pattern): boolean {
  if (typeof pattern === 'string') return matchesRegex({ regex: pattern }, text);
  if ('regex' in pattern) return matchesRegex(pattern, text);
  return all.some((command) => hasParts(command, pattern));
}
