/** Finds commands among the lines of an answer that has no code blocks. */
import type { Found } from './code-blocks.ts';
import { mentionedCommands } from './mentioned.ts';
import { isProse, promptSign } from './prose.ts';

/** `Command: `, `**Answer:** ` */
const label =
  /^\s*(?:[*_]{2})?(?:the )?(?:shell |bash )?(?:command|cmd|answer|response|output|bash|shell)(?:[*_]{2})?\s*:(?:[*_]{2})?\s*(?=\S)/i;

const bullet = /^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+/;

/** Lines of a text without code blocks: those that are commands, up to the next sentence. */
export function fromLines(text: string): Found {
  const lines = text.split('\n').map((line) => line.replace(bullet, ''));
  const marked = lines.filter((line) => label.test(line) || promptSign.test(line));
  if (marked.length > 0) {
    const commands = marked.map((line) => withoutTicks(line.replace(label, '').replace(promptSign, '')));
    const real = commands.filter((line) => !isProse(line));
    const words = [...lines.filter((line) => !marked.includes(line)), ...commands.filter(isProse)].join('\n');
    return { commands: real, words, beside: mentionedCommands(words) };
  }
  const first = lines.findIndex((line) => isCommandLine(line));
  if (first === -1) return { commands: [], words: text.replace(/^#+ ?/gm, ''), beside: mentionedCommands(text) };
  const after = lines.slice(first).findIndex((line) => line.trim() !== '' && isProse(line) && !/^\s*#/.test(line));
  const commands = lines.slice(first, after === -1 ? undefined : first + after);
  const words = lines.filter((line) => !commands.includes(line)).join('\n');
  return { commands: [withoutTicks(commands.join('\n'))], words, beside: mentionedCommands(words) };
}

const isCommandLine = (line: string): boolean =>
  line.trim() !== '' && !/^\s*#/.test(line) && !isProse(line) && !/^\s*[^`\s][^`]*`[^`]+`/.test(line);

const withoutTicks = (line: string): string => /^\s*`+([^`]+)`+[.:]?\s*$/.exec(line)?.[1]?.trim() ?? line.trim();
