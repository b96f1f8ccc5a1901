/** Finds what an answer states and its context does not have: numbers, names, paths, options. */
import type { GroundedCase } from '../cases/test-case.ts';

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** What can be checked by looking it up: a number, a path, an option, a name within a sentence. */
const checkable =
  /(?<![\p{L}\p{N}])\p{N}[\p{N}.,:]*|(?<=^|[\s"'`(])(?:~?\/[\w./-]+|--?[a-z][\w-]*)|(?<=[\p{L}\p{N},] )\p{Lu}[\p{L}]+/gu;

/**
 * A reason for each such word of an answer that neither the context, the question, nor the case has.
 *
 * @example
 * unsupportedWords('It listens on port 22.', { context: 'SSH listens on port 2200.', prompt: 'Which port?', ... });
 * // ['it says "22", which the context does not']
 */
export function unsupportedWords(
  answer: string,
  { context, prompt, expected_patterns }: Pick<GroundedCase, 'context' | 'prompt' | 'expected_patterns'>,
): string[] {
  const expected = expected_patterns.flatMap((each) => (typeof each === 'object' && 'says' in each ? each.says : []));
  const known = new Set(wordsOf([context, prompt, ...expected].join(' ')));
  const stated = [...answer.matchAll(checkable)].map(([word]) => word.replace(/[.,:]+$/, ''));
  const unknown = stated.filter((word) => word !== 'I' && !known.has(word.toLowerCase()));
  return [...new Set(unknown)].map((word) => `it says "${word}", which the context does not`);
}

/** All words, and the digits of those that are numbers. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[^\s"'`()]+/g) ?? [];
  return words.flatMap((word) => {
    const plain = word.replace(/[.,:;!?]+$/, '');
    const digit = (numberWords as readonly string[]).indexOf(plain);
    return digit === -1 ? [plain] : [plain, String(digit)];
  });
}
