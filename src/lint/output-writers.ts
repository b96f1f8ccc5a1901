/** Tells whether a shell script lets programs write its outputs, whose names then stand elsewhere. */
import {
  commandText,
  pipelinesInside,
  readShellScript,
  type ShellCommand,
  type ShellPipeline,
  type ShellScript,
} from './shell-script.ts';

/** Commands that print what stands behind them, or nothing. */
const telling = /^(?:echo|printf|:|true|if|test|\[|cd|set|local|export|declare|readonly)(?: |$)/;

/**
 * Whether a program, a file or the text of a variable decides about outputs; false too for what is no shell script.
 *
 * @example
 * copiesOutputs('cat versions.env >> "$GITHUB_OUTPUT"'); // true
 */
export function copiesOutputs(text: string): boolean {
  const script = readShellScript(text);
  if (!script) return false;
  // Between name<<EOF and EOF stands a value, wherever it comes from.
  const holdsValues = /(?:echo|printf)\b.*[\w-]<</.test(text);
  return script.pipelines.some((pipeline) => {
    const writing = pipeline.commands.filter(namesOutputFile);
    return writing.some((command) =>
      isTee(command) || command.words.length === 0
        ? !holdsValues && sourcesOf(script, pipeline, command).some((each) => !tellsNames(each))
        : !(holdsValues && writesByRedirection(command)) && !tellsNames(command),
    );
  });
}

const isOutputFile = (word: ShellCommand['words'][number]): boolean => /\bGITHUB_OUTPUT\b/.test(word.raw);
const writesByRedirection = ({ redirections }: ShellCommand): boolean =>
  redirections.some(({ word }) => isOutputFile(word));
const isTee = (command: ShellCommand): boolean => /^tee(?: |$)/.test(commandText(command));

/** Whether a command writes to the file of outputs, or is told where it is. */
const namesOutputFile = (command: ShellCommand): boolean =>
  writesByRedirection(command) ||
  (!telling.test(commandText(command)) &&
    command.words.some((word) => isOutputFile(word) && word.assigns === undefined));

/** What a compound command holds, or what is piped into tee. */
function sourcesOf(script: ShellScript, pipeline: ShellPipeline, command: ShellCommand): ShellCommand[] {
  if (isTee(command)) return pipeline.commands.slice(0, pipeline.commands.indexOf(command)).slice(-1);
  return pipelinesInside(script, pipeline)
    .filter(({ role }) => role === 'statement')
    .flatMap(({ commands }) => commands.slice(-1))
    .filter(({ words, redirections }) => words.length > 0 && redirections.length === 0);
}

/** Whether all lines that a command writes name their output in its own words, or in a here-document. */
function tellsNames(command: ShellCommand): boolean {
  if (command.words.length === 0 || command.hereDocuments.length > 0) return true;
  if (!telling.test(commandText(command))) return false;
  const written = command.words.slice(1).filter(({ prefix }) => !prefix.startsWith('-'));
  return written.length === 0 || written.some(({ raw }) => /[\w-](?:=|<<)/.test(raw));
}
