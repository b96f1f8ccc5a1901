/** Follows files that the same text has written, and how a command reaches what it runs. */
import { commandsOf } from './foreign-code.ts';
import { isInterpreter, nameOf } from './programs.ts';
import { copyScope, pathFrom } from './variables.ts';
import type { Setting, Walk } from './walk.ts';
import type { Reach, SimpleCommand, Word } from './word.ts';

/** @returns what the command prints, where following it tells */
export type Follow = (command: SimpleCommand, setting: Setting, walk: Walk) => string | undefined;

/** The way to what a command runs. */
export const reach = (setting: Setting, kind: Reach['kind'], command: SimpleCommand): readonly Reach[] => [
  ...setting.inside,
  { kind, by: nameOf(command.program), command },
];

/** Runs a file that the same text has written. */
export function runFile(file: Word, command: SimpleCommand, setting: Setting, walk: Walk): boolean {
  const path = pathFrom(setting.scope.folder, file.shown);
  const content = setting.scope.files.get(path);
  if (content === undefined || setting.inside.some((each) => each.by === path)) return false;
  const scope = copyScope(setting.scope);
  scope.variables.set('0', path);
  scope.positional = command.args.map((each) => each.shown);
  const inside: readonly Reach[] = [...setting.inside, { kind: 'script', by: path, command }];
  const language = /^#!.*[/ ](\w+)/.exec(content)?.[1] ?? nameOf(command.program);
  const texts = isInterpreter(language) ? commandsOf(content) : [content];
  for (const text of texts) walk.text(text, command.place, { scope, inside, input: setting.input });
  return true;
}
