/** Turns the shell reader's commands into what patterns look at. */
import { nameOf, type Shell, type SimpleCommand, type Word } from '../shell/index.ts';
import type { AnswerView, Argument, CommandView, Redirection } from './command-view.ts';

/** An answer's command, or why it is none. */
export type AnswerReading =
  | { readonly ok: true; readonly view: AnswerView }
  | { readonly ok: false; readonly problem: string };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

export function readAnswer(shell: Shell, text: string): AnswerReading {
  if (control.test(text)) return { ok: false, problem: 'it is no shell command: it has control characters' };
  const reading = shell.read(text);
  if (!reading.ok) {
    const { message, offset } = reading.problem;
    return { ok: false, problem: `it is no shell command: ${message}, at character ${offset + 1}` };
  }
  if (reading.commands.length === 0) return { ok: false, problem: 'it has no command' };
  const all = reading.commands.map((command) => toView(command, reading.commands));
  return { ok: true, view: { text, pipelines: plainPipelines(reading.commands), all } };
}

/** Each pipeline, where there is nothing but plain commands, and what those run, as `find -exec` does. */
function plainPipelines(commands: readonly SimpleCommand[]): CommandView[] | undefined {
  const top = commands.filter(({ inside }) => inside.length === 0);
  const first = top.filter(({ index }) => index === 0);
  const members = first.reduce((sum, { pipeline }) => sum + pipeline.length, 0);
  const isPlain = commands.every(
    ({ negated, inside }) =>
      !negated && inside.every(({ kind, command }) => kind === 'wrapper' && command !== undefined),
  );
  if (!isPlain || members !== top.length) return undefined;
  return first.map((command) => ({ ...toExact(command), followers: laterThan(command).map(toExact) }));
}

const laterThan = ({ pipeline, index }: SimpleCommand): SimpleCommand[] =>
  pipeline.members.filter((each) => each.index > index);

function toView(command: SimpleCommand, commands: readonly SimpleCommand[]): CommandView {
  const later = laterThan(command);
  const around = commands.filter((each) => encloses(each, command));
  return {
    ...toMember(command),
    followers: later.flatMap((each) => [each, ...commands.filter((other) => isReached(other, each))]).map(toMember),
    inside: [...command.inside.map(({ by }) => by), ...around.map(({ program }) => nameOf(program))],
  };
}

/** Whether a command is run by another one, as `bash` is by `sudo bash`. */
const isReached = (command: SimpleCommand, by: SimpleCommand): boolean =>
  command.inside.some((reach) => reach.command === by);

/** Whether a command stands in an argument of another one, as in `bash -c "$(curl …)"`. */
const encloses = (outer: SimpleCommand, { place }: SimpleCommand): boolean =>
  outer.place.start < place.start && place.end <= outer.place.end;

const toMember = (command: SimpleCommand): CommandView => ({
  program: command.program && nameOf(command.program),
  args: command.args.map(toArgument),
  redirections: command.redirections.flatMap(toRedirection),
  followers: [],
  inside: [],
});

const usualFolders = /^(?:\/(?:usr\/)?s?bin|\/usr\/local\/bin|\/opt\/homebrew\/bin)\/(?=[^/]+$)/;

/** What decides which file or which code runs by a name. */
const deciding = /^(?:PATH|LD_\w+|DYLD_\w+)$/;

/** A program of an unusual folder is not the one of that name. */
function toExact(command: SimpleCommand): CommandView {
  const member = toMember(command);
  const changed = command.assignments.find(({ name }) => deciding.test(name));
  if (changed !== undefined) return { ...member, program: `${changed.name}=… ${member.program ?? ''}` };
  const shown = command.program?.shown.replace(usualFolders, '') ?? '';
  return /[/\\]/.test(shown) ? { ...member, program: shown } : member;
}

const toArgument = ({ shown, globs }: Word): Argument => ({ text: shown, expands: globs });

/** What goes to another descriptor stays where the others go. */
function toRedirection({ operator, fd, target }: SimpleCommand['redirections'][number]): Redirection[] {
  if (operator === '<' || operator.startsWith('<<')) {
    return [{ operator: '<', fd: fd ?? 0, target: operator === '<' ? target.shown : 'here-document' }];
  }
  if (/^[<>]&$/.test(operator) && /^(?:\d+|-)$/.test(target.shown)) return [];
  return [{ operator: operator.includes('>>') ? '>>' : '>', fd: fd ?? 1, target: target.shown }];
}
