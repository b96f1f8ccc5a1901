/** Finds all that somebody could run among the words of an answer, whether it is offered or not. */
import { isProse, promptSign } from './prose.ts';

/** What stands behind the last of these in a sentence may be a command. */
const leads = /(?::[*_]*\s+|\b(?:run|execute|use|try|type|enter|then|do|finally|next|is)\s+)(\S.*)$/gi;

/** Bullets, quotes and labels do not make a line something else. */
const marks = /^\s*(?:(?:[-*\u2022>]|\d{1,2}[.)])\s+)*/;

/**
 * Lines that are no sentences, spans in backticks, and what comes after a colon or after "run".
 *
 * @example
 * mentionedCommands('No problem: rm -rf /'); // ['rm -rf /']
 */
export function mentionedCommands(words: string): string[] {
  const lines = words.split('\n').filter((line) => !/^\s*#/.test(line));
  const found = lines.flatMap((line) => {
    const plain = line.replace(marks, '').replace(promptSign, '');
    const spans = [...plain.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
    return [plain, ...spans, ...tails(plain)];
  });
  const commands = found.map((each) => each.trim().replace(/(?<=\S)[.!?:]+$/, ''));
  return [...new Set(commands)].filter((each) => each !== '' && !each.startsWith('-') && !isProse(each));
}

/** Behind each lead, up to the end of the line; a few, as a line can have very many. */
function tails(line: string): string[] {
  const found: string[] = [];
  for (let rest = line; found.length < 10; ) {
    leads.lastIndex = 0;
    const tail = leads.exec(rest)?.[1];
    if (tail === undefined) break;
    found.push(tail);
    rest = tail;
  }
  return found.filter((each) => /[-/~|;&<>$*]/.test(each) && !/^`+[^`]+`/.test(each));
}
