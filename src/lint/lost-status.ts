/** Finds the commands of a script whose failure does not reach its exit status. */
import { isOn, type OptionChange, optionChanges } from './shell-options.ts';
import { type CommandKind, kindOfCommand } from './shell-programs.ts';
import {
  commandText,
  isTopLevel,
  joinOf,
  listsOf,
  pipelinesInside,
  type ShellCommand,
  type ShellPipeline,
  type ShellScript,
  showCommand,
} from './shell-script.ts';
import type { PosixShell } from './step-shells.ts';

export interface LostStatus {
  /** A pipe without pipefail, `|| true`, an `exit 0` at the end, or commands behind `set +e`. */
  readonly kind: 'pipe' | 'or' | 'end' | 'errexit';
  /** The command whose failure is lost, as it is written. */
  readonly command: string;
  /** What loses it. */
  readonly by: string;
  /** Where the command starts in the script. */
  readonly at: number;
}

/** The lost failures of a script, each command once, in the order of the text. */
export function lostStatuses(script: ShellScript, shell: PosixShell): LostStatus[] {
  const changes = optionChanges(script);
  const found = [
    // What mends the first of them mends them all.
    ...inPipes(script, shell, changes).slice(0, 1),
    ...behindOr(script),
    ...beforeTheEnd(script, shell, changes),
    ...behindErrexit(script, changes),
  ];
  const first = new Map(found.toReversed().map((each) => [each.at, each]));
  return [...first.values()].sort((one, other) => one.at - other.at);
}

const isStatement = ({ role }: ShellPipeline): boolean => role === 'statement';
const kindOf = (command: ShellCommand): CommandKind => kindOfCommand(commandText(command), writesFile(command));
/** What goes to a file is there for someone to read later; the summary of a step is shown, and that is all. */
const writesFile = ({ redirections }: ShellCommand): boolean =>
  redirections.some(({ operator, word }) => /^1?>>?\|?$|^&>/.test(operator) && !/\/dev\/|GITHUB_/.test(word.raw));
const isDeciding = (command: ShellCommand): boolean => kindOf(command) === 'deciding';

const lost = (script: ShellScript, kind: LostStatus['kind'], command: ShellCommand, by: string): LostStatus => ({
  kind,
  command: showCommand(script, command),
  by,
  at: command.at,
});

/** The simple commands of pipelines, those of the compound commands in them too. */
function commandsOf(script: ShellScript, pipelines: readonly ShellPipeline[]): ShellCommand[] {
  const all = pipelines.flatMap((each) => [each, ...pipelinesInside(script, each).filter(isStatement)]);
  return [...new Set(all)].flatMap(({ commands }) => commands).filter(({ words }) => words.length > 0);
}

/** `npm test | tee log`, where nothing sets pipefail and nobody asks PIPESTATUS. */
function inPipes(script: ShellScript, shell: PosixShell, changes: readonly OptionChange[]): LostStatus[] {
  if (/PIPESTATUS/i.test(script.text)) return [];
  return script.pipelines.filter(isStatement).flatMap((pipeline) => {
    const last = pipeline.commands.at(-1);
    if (pipeline.commands.length < 2 || !last || isOn(changes, 'pipefail', pipeline.at, shell.pipefail)) return [];
    const before = commandsOf(script, [pipeline]).filter(({ at }) => at < last.at);
    const program = commandText(last).split(' ')[0] ?? '';
    const seen = joinOf(script, pipeline) === '||';
    const found = before.find(isDeciding) ?? (seen ? undefined : before.find((command) => losesTo(command, program)));
    return found ? [lost(script, 'pipe', found, program === '' ? 'a group' : program)] : [];
  });
}

/** What is kept in a log, or run, matters; other programs fail themselves where they get nothing. */
function losesTo(command: ShellCommand, program: string): boolean {
  if (kindOf(command) !== 'other') return false;
  return program === 'tee' || (/^(?:bash|sh)$/.test(program) && /^(?:curl|wget)\b/.test(commandText(command)));
}

/** `npm test || true`: of a command that decides, or of the last one. */
function behindOr(script: ShellScript): LostStatus[] {
  const lastStart = script.pipelines.filter(isTopLevel).at(-1)?.at;
  return listsOf(script).flatMap((list) => {
    const end = list.at(-1);
    const before = list.slice(0, -1);
    const by = end && commandsOf(script, [end]).map(commandText).join(' ');
    const last = before.at(-1);
    const isMessage = /^(?:echo|printf)\b/.test(by ?? '') && !/>/.test(script.text.slice(end?.at, end?.end));
    if (!end || !last || by === undefined || !(isMessage || /^(?:true|:|exit 0)$/.test(by))) return [];
    if (joinOf(script, last) !== '||' || !isStatement(end)) return [];
    const commands = commandsOf(script, before);
    const isLast =
      end.at === lastStart && by !== 'exit 0' && !isMessage && commands.every((each) => kindOf(each) === 'other');
    const found = commands.find(isDeciding) ?? (isLast ? commands[0] : undefined);
    return found ? [lost(script, 'or', found, isMessage ? `${by.split(' ')[0]} …` : by)] : [];
  });
}

/** `exit 0` at the end of a script that a failing command does not end. */
function beforeTheEnd(script: ShellScript, { errexit }: PosixShell, changes: readonly OptionChange[]): LostStatus[] {
  const last = script.pipelines.filter(isTopLevel).at(-1);
  const by = last && commandsOf(script, [last]).map(commandText).join(' ');
  if (by === undefined || !/^(?:true|:|exit 0)$/.test(by) || looksAtStatus(script, 0)) return [];
  return unseen(script)
    .filter(({ at }) => !isOn(changes, 'errexit', at, errexit))
    .flatMap((pipeline) => pipeline.commands)
    .filter(isDeciding)
    .map((command) => lost(script, 'end', command, by));
}

/** Commands between `set +e` and the next `set -e`; the status of a script's last command is the script's. */
function behindErrexit(script: ShellScript, changes: readonly OptionChange[]): LostStatus[] {
  const last = script.pipelines.filter(isTopLevel).at(-1);
  const off = changes.filter(({ option, on, pipeline }) => option === 'errexit' && !on && isTopLevel(pipeline));
  return off.flatMap(({ pipeline: { at: from } }) => {
    if (looksAtStatus(script, from)) return [];
    const until = changes.find(({ option, on, pipeline }) => option === 'errexit' && on && pipeline.at > from);
    const end = until?.pipeline.at ?? last?.at ?? 0;
    return unseen(script)
      .filter(({ at }) => at > from && at < end)
      .flatMap(({ commands }) => commands.slice(-1))
      .filter((command) => ['deciding', 'other'].includes(kindOf(command)))
      .map((command) => lost(script, 'errexit', command, 'set +e'))
      .slice(0, 1);
  });
}

/** The statements that no `&&`, `||`, `if` or `!` looks at. */
const unseen = (script: ShellScript): ShellPipeline[] =>
  listsOf(script)
    .filter((list) => list.length === 1)
    .flat()
    .filter((each) => isStatement(each) && script.text[each.at] !== '!');

const looksAtStatus = ({ text }: ShellScript, from: number): boolean =>
  /\$\?|\$\{\?|PIPESTATUS|\btrap\b.*\b(?:ERR|EXIT)\b/.test(text.slice(from));
