/** Follows a command into what it runs: wrappers, shells, code of other languages, functions, aliases. */
import { builtins } from './builtins.ts';
import { carriedTexts } from './carriers.ts';
import { inputWords } from './follow-input.ts';
import { commandsOf } from './foreign-code.ts';
import { isInterpreter, isShell, nameOf } from './programs.ts';
import { type Follow, reach, runFile } from './run-file.ts';
import { copyScope } from './variables.ts';
import type { Setting, Walk } from './walk.ts';
import type { Reach, SimpleCommand } from './word.ts';
import { unwrap } from './wrappers.ts';

/** @returns what the command prints, where following it tells */
export const followCommand: Follow = (command, setting, walk) => {
  const name = nameOf(command.program);
  if (name === '') return undefined;
  const body = setting.scope.functions.get(command.program?.shown ?? '');
  if (body !== undefined && !setting.inside.some((each) => each.kind === 'function' && each.by === name)) {
    const scope = copyScope(setting.scope);
    scope.positional = command.args.map((each) => each.shown);
    return walk.script(body, { scope, inside: reach(setting, 'function', command), input: setting.input });
  }
  const alias = setting.scope.aliases.get(name);
  if (alias !== undefined && !setting.inside.some((each) => each.by === `alias ${name}`)) {
    const inside: readonly Reach[] = [...setting.inside, { kind: 'wrapper', by: `alias ${name}`, command }];
    const rest = command.args.map((each) => each.shown).join(' ');
    return walk.text(`${alias} ${rest}`, command.place, { ...setting, inside });
  }
  followTexts(command, setting, walk);
  if (isShell(name)) return followShell(command, setting, walk);
  if (isInterpreter(name)) return followCode(command, setting, walk);
  if (command.program?.shown.includes('/') && runFile(command.program, command, setting, walk)) return undefined;
  const builtin = builtins.get(name);
  if (builtin !== undefined) return builtin(command, setting, walk);
  return followWrapper(command, setting, walk);
};

/** Texts that programs of every kind hand to a shell. */
function followTexts(command: SimpleCommand, setting: Setting, walk: Walk): void {
  const texts = carriedTexts(nameOf(command.program), command, setting.input);
  for (const text of texts) {
    const inside = reach(setting, 'shell', command);
    walk.text(text, command.place, { ...setting, scope: copyScope(setting.scope), inside, input: undefined });
  }
}

const followWrapper: Follow = (command, setting, walk) => {
  const name = nameOf(command.program);
  const wrapped = unwrap(name, command.args);
  if (wrapped === undefined) return undefined;
  const inside = reach(setting, wrapped.kind, command);
  if (wrapped.text) return walk.text(wrapped.text.shown, wrapped.text.place, { ...setting, inside });
  const words = wrapped.words ?? [];
  const more = name === 'xargs' ? inputWords(words, setting, command) : words;
  const folder = name === 'chroot' ? '/' : setting.scope.folder;
  return walk.reached(more, command, { ...setting, scope: { ...setting.scope, folder }, inside });
};

/** `sh -c text`, `sh` with a program on standard input, `sh <(…)`. */
const followShell: Follow = (command, setting, walk) => {
  const inside = reach(setting, 'shell', command);
  const at = command.args.findIndex((each) => /^[-+][a-zA-Z]*c[a-zA-Z]*$/.test(each.shown));
  const inner = { scope: copyScope(setting.scope), inside, input: setting.input };
  if (at !== -1) {
    const [text, self, ...rest] = command.args.slice(at + 1).filter((each) => !/^[-+]o$|^--/.test(each.shown));
    inner.scope.positional = rest.map((each) => each.shown);
    if (self) inner.scope.variables.set('0', self.shown);
    for (const [index, each] of [self, ...rest].entries()) if (each?.globs) inner.scope.listed.add(String(index));
    if (rest.some((each) => each.globs)) inner.scope.listed.add('@').add('*');
    return text && walk.text(text.shown, text.place, inner);
  }
  const reads =
    command.args.every((each) => /^[-+]/.test(each.shown) || each.shown === '/dev/stdin') ||
    command.args.some((each) => /^-\w*s/.test(each.shown));
  if (reads && setting.input !== undefined) walk.text(setting.input, command.place, { ...inner, input: undefined });
  const file = reads ? undefined : command.args.find((each) => !/^[-+]/.test(each.shown));
  if (file !== undefined) runFile(file, command, setting, walk);
  return undefined;
};

const followCode: Follow = (command, setting, walk) => {
  const inside = reach(setting, 'code', command);
  for (const text of codeIn(command, setting.input)) {
    for (const each of commandsOf(text)) {
      walk.text(each, command.place, { scope: copyScope(setting.scope), inside, input: undefined });
    }
  }
  const file = command.args.find((each) => !each.shown.startsWith('-'));
  if (file !== undefined) runFile(file, command, setting, walk);
  return undefined;
};

/** The pieces of code among the arguments; an interpreter without any reads standard input. */
function codeIn({ program, args }: SimpleCommand, input: string | undefined): readonly string[] {
  const awk = nameOf(program).endsWith('awk');
  const given = args.flatMap((each, index) => {
    const joined = /^(?:-[a-zA-Z]*[ecr]|--eval=)(.{2,})$/s.exec(each.shown);
    if (/^(-[a-zA-Z0-9]*[ecrpE]|--?eval|--print|eval|--batch|--execute|--command)$/.test(each.shown))
      return args[index + 1]?.shown ?? [];
    return joined && /[\s(;`]/.test(each.shown) ? (joined[1] ?? []) : [];
  });
  if (awk) return args.map((each) => each.shown).filter((each) => /[{}(]/.test(each));
  const bare = args.every((each) => each.shown.startsWith('-'));
  return given.length === 0 && bare && input !== undefined ? [input] : given;
}
