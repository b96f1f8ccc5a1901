/** Compares an answer in words with a pattern. */
import type { StatementPattern } from '../cases/pattern.ts';
import { matchesRegex } from './match-text.ts';

/** @throws SlowPatternError */
export function says(text: string, pattern: StatementPattern): boolean {
  if (typeof pattern === 'string') return matchesRegex({ regex: pattern }, text);
  if ('regex' in pattern) return matchesRegex(pattern, text);
  const words = typeof pattern.says === 'string' ? [pattern.says] : pattern.says;
  return words.some((each) => hasWords(text, each));
}

/** Whether words stand in a text, in any case, and not as a part of longer ones. */
export function hasWords(text: string, words: string): boolean {
  const plain = words.toLowerCase().replace(/\s+/g, ' ');
  const found = text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ');
  for (let at = found.indexOf(plain); at !== -1; at = found.indexOf(plain, at + 1)) {
    const before = found.slice(0, at);
    const after = found.slice(at + plain.length);
    if (!/[\p{L}\p{N}/][.:,]?$/u.test(before) && !/^[.:,]?[\p{L}\p{N}]/u.test(after) && !after.startsWith('/'))
      return true;
  }
  return false;
}

export function describeStatement(pattern: StatementPattern): string {
  if (typeof pattern === 'string') return `/${pattern}/`;
  if ('regex' in pattern) return `/${pattern.regex}/`;
  return typeof pattern.says === 'string' ? `"${pattern.says}"` : pattern.says.map((each) => `"${each}"`).join(' or ');
}
