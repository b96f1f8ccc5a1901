/** Tells sentences from commands. */

/** What stands before a command in a session: `$ `, `me@host:~$ `. */
export const promptSign = /^\s*(?:[\w.-]+@[\w.-]+:\S*)?\$ /;

/** Words that begin sentences, and no commands. */
const sentenceWords: ReadonlySet<string> = new Set(
  (
    'a again all also an and another any as be because but by can could do does each first finally ' +
    "from hello here hi how i i'd i'll i'm in instead is it it's its just let's maybe my next no note now of on once one or our " +
    'please see should simply since so sorry sure than thanks that the their there these they this those to use you your we what ' +
    'when where which will with would'
  ).split(' '),
);

/**
 * Whether a line is words for people rather than a command.
 *
 * @example
 * isProse('You can use df for this.'); // true
 * isProse('df -h'); // false
 */
export function isProse(line: string): boolean {
  const words = line.trim().split(/\s+/);
  const [first = ''] = words;
  if (/^#{1,6}$/.test(first) && words.length > 1) return true;
  if (first === '>' && words.length > 1) return isProse(words.slice(1).join(' '));
  if (/^[^\p{ASCII}]/u.test(first)) return true;
  if (sentenceWords.has(first.toLowerCase().replace(/[,:;.!?]+$/, ''))) return true;
  if (/^\p{Lu}[\p{L}'’]*[,:;.!?]?$/u.test(first)) return words.length === 1 ? /[.!?:]$/.test(first) : isPlain(words[1]);
  return words.length > 3 && /\p{L}{2,}[.!?]$/u.test(line.trim()) && words.every(isPlain);
}

/** A word of a sentence; options, paths and names of files have other characters. */
const isPlain = (word = ''): boolean => /^[\p{L}'’]+[,;:.!?]?$/u.test(word);
