/** Lists the commands of a script, as the shell reads them where it can be followed, else line by line. */
import { findProgram } from '../expressions/shell/command-checks.ts';
import { scriptLines } from './script-lines.ts';
import { readShellScript, type ShellCommand, type ShellScript } from './shell-script.ts';

export interface ScriptCommand {
  /** From the program on, as it is written, with one space between words: `git push "$REMOTE"`. */
  readonly text: string;
  /** Where it starts in the script. */
  readonly at: number;
}

/**
 * The commands of a script, those inside others too.
 *
 * @example
 * commandsOf('cd a && sudo  make'); // [{ text: 'cd a', at: 0 }, { text: 'make', at: 14 }]
 */
export function commandsOf(script: unknown): ScriptCommand[] {
  const text = String(script);
  const read = readShellScript(text);
  if (!read) return linesOf(text);
  return read.pipelines.flatMap(({ commands }) => commands.flatMap((command) => toCommand(read, command)));
}

function toCommand({ text }: ShellScript, { words }: ShellCommand): ScriptCommand[] {
  const own = words.slice(findProgram(words));
  const [first] = own;
  if (!first) return [];
  return [{ text: own.map(({ at, raw }) => text.slice(at, at + raw.length)).join(' '), at: first.at }];
}

/** Scripts in other languages, and those with an end missing. */
const linesOf = (text: string): ScriptCommand[] =>
  scriptLines(text).flatMap(({ text: line, offset }) => {
    const command = line.trim();
    return command === '' ? [] : [{ text: command.replace(/\s+/g, ' '), at: offset + line.indexOf(command) }];
  });
