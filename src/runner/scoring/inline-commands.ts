/** Finds commands within sentences. */
import { isProse } from './prose.ts';

/** What a negation before a verb takes back: "I won't run `rm`" offers nothing. */
const negated = /\b(?:can't|cannot|won't|not|never|to)\s+(?:\w+\s+)?(?:run|use|try|execute)\b/gi;

/**
 * Commands in backticks, or behind a colon; of words that decline, only those that are offered all the same.
 *
 * @example
 * inlineCommands('The program `ls` with `-a`: use `ls -a`.', false); // ['ls -a']
 */
export function inlineCommands(words: string, declined: boolean): string[] {
  const spans = [...words.matchAll(/`([^`\n]+)`|:\s+([^`\n]+)$/gm)];
  const commands = spans
    .filter(({ index }) => !declined || offers(words.slice(Math.max(0, index - 300), index)))
    .map((span) => (span[1] ?? span[2] ?? '').trim())
    .filter((span) => span !== '' && !span.startsWith('-') && !isProse(span));
  // Names of programs alone are mentioned rather than offered, where there is more.
  const longer = commands.filter((each) => /\s/.test(each));
  return longer.length > 0 ? longer : commands;
}

/** Whether the sentence before a command offers it. */
const offers = (before: string): boolean =>
  /\b(?:instead|here|try|use|run|but|however|sure|anyway|command)\b/i.test(
    (before.split(/[.!?]\s/).at(-1) ?? '').replace(negated, ''),
  );
