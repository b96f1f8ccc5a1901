/** Follows a command into what it runs: wrappers, shells, `eval`, code of other languages, functions, aliases. */
import { carriedTexts } from './carriers.ts';
import { commandsOf } from './foreign-code.ts';
import { listedFiles, listedWord } from './listed-files.ts';
import { copyScope, pathFrom } from './variables.ts';
import type { Setting, Walk } from './walk.ts';
import type { Reach, SimpleCommand, Word } from './word.ts';
import { unwrap } from './wrappers.ts';

const shells = /^(?:r?bash|sh|dash|ash|zsh|ksh|mksh|pdksh|fish|csh|tcsh)$/;
const interpreters = /^(?:python[\d.]*|pypy3?|perl[\d.]*|ruby[\d.]*|php[\d.]*|lua[\d.]*)$/;
const otherInterpreters: ReadonlySet<string> = new Set(
  'node nodejs deno bun tsx ts-node awk gawk mawk nawk luajit jruby raku R Rscript julia swift elixir erl groovy scala kotlin ghc ocaml guile racket sbcl clisp octave clojure crystal jshell emacs emacsclient osascript ipython ipython3 pwsh powershell jjs rhino'.split(
    ' ',
  ),
);

export const isShell = (name: string): boolean => shells.test(name);
export const isInterpreter = (name: string): boolean => interpreters.test(name) || otherInterpreters.has(name);

/** The name of a program without its folder; `\uFFFC` stays where it is not known. */
export const nameOf = (word: Word | undefined): string =>
  (word?.shown ?? '').replace(/^.*[/\\]/, '').replace(/\.exe$/i, '');

type Follow = (command: SimpleCommand, setting: Setting, walk: Walk) => string | undefined;

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

const reach = (setting: Setting, kind: Reach['kind'], command: SimpleCommand): readonly Reach[] => [
  ...setting.inside,
  { kind, by: nameOf(command.program), command },
];

/** Texts that programs of every kind hand to a shell. */
function followTexts(command: SimpleCommand, setting: Setting, walk: Walk): void {
  const texts = carriedTexts(nameOf(command.program), command, setting.input);
  for (const text of texts) {
    const inside = reach(setting, 'shell', command);
    walk.text(text, command.place, { ...setting, scope: copyScope(setting.scope), inside, input: undefined });
  }
}

/** Runs a file that the same text has written. */
function runFile(file: Word, command: SimpleCommand, setting: Setting, walk: Walk): boolean {
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

const followWrapper: Follow = (command, setting, walk) => {
  const name = nameOf(command.program);
  const wrapped = unwrap(name, command.args);
  if (wrapped === undefined) return undefined;
  const inside = reach(setting, wrapped.kind, command);
  if (wrapped.text) return walk.text(wrapped.text.shown, wrapped.text.place, { ...setting, inside });
  const words = wrapped.words ?? [];
  const more = name === 'xargs' ? inputWords(words, setting.input, command) : words;
  const folder = name === 'chroot' ? '/' : setting.scope.folder;
  return walk.reached(more, command, { ...setting, scope: { ...setting.scope, folder }, inside });
};

/** `xargs` appends what it reads: known words, patterns for the files that are listed, or an unknown word. */
function inputWords(words: readonly Word[], input: string | undefined, command: SimpleCommand): readonly Word[] {
  const like = { place: command.place, written: '' };
  const before = command.pipeline.members.filter((each) => each.index < command.index);
  const patterns = input === undefined ? (listedFiles(before) ?? ['\ufffc']) : undefined;
  const mark = replacedMark(command.args.map((each) => each.shown));
  if (mark !== undefined) return words.map((each) => fill(each, mark, patterns?.[0] ?? input?.split('\n')[0]));
  if (patterns !== undefined) return [...words, ...patterns.map((each) => listedWord(each, like))];
  const given = (input?.match(/\S+/g) ?? []).slice(0, 100);
  return [...words, ...given.map((text) => ({ ...listedWord(text, { ...like, written: text }), text, globs: false }))];
}

/** What `-I` or `--replace` says stands for the input. */
function replacedMark(args: readonly string[]): string | undefined {
  const at = args.findIndex((each) => /^(?:-I|--replace$|--replace=|-i$)/.test(each));
  const option = args[at];
  if (option === undefined) return undefined;
  const joined = option.replace(/^(?:-I|--replace=?|-i)/, '');
  if (joined !== '') return joined;
  return option === '-I' ? args[at + 1] : '{}';
}

/** Only the first line is followed. */
function fill(word: Word, mark: string, line: string | undefined): Word {
  if (!word.shown.includes(mark)) return word;
  const filled = word.shown.replaceAll(mark, () => line ?? '\ufffc');
  const known = !/[*?[\ufffc]/.test(filled);
  return { ...listedWord(filled, word), text: known ? filled : undefined };
}

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

const changeFolder: Follow = ({ args, folder }, { scope }) => {
  const target = args.map((each) => each.shown).find((each) => !/^-[LPe@]+$|^--$/.test(each)) ?? '~';
  if (target === '~') scope.folder = '/home/user';
  else scope.folder = target.startsWith('/') ? target : `${folder}/${target}`;
  return '';
};

const declare: Follow = ({ args }, { scope }) => {
  for (const each of args) {
    const found = /^([A-Za-z_]\w*)\+?=([\s\S]*)$/.exec(each.shown);
    if (found?.[1] !== undefined) scope.variables.set(found[1], each.text === undefined ? undefined : found[2]);
  }
  return '';
};

const defineAlias: Follow = (command, setting, walk) => {
  for (const { shown, place } of command.args) {
    const [, name, text] = /^([^=\s]+)=([\s\S]*)$/.exec(shown) ?? [];
    if (name === undefined || text === undefined) continue;
    setting.scope.aliases.set(name, text);
    const inside: readonly Reach[] = [...setting.inside, { kind: 'wrapper', by: `alias ${name}`, command }];
    walk.text(text, place, { ...setting, scope: copyScope(setting.scope), inside });
  }
  return '';
};

const readVariable: Follow = ({ args, input }, { scope, listed }) => {
  const names = args.map((each) => each.shown).filter((each) => /^[A-Za-z_]\w*$/.test(each));
  const words = input?.trim().split(/\s+/);
  for (const [index, name] of names.entries()) {
    scope.variables.set(name, index === names.length - 1 ? words?.slice(index).join(' ') : words?.[index]);
  }
  const [last] = names.slice(-1);
  if (words === undefined && last !== undefined && listed?.[0] !== undefined) {
    scope.variables.set(last, listed[0]);
    scope.listed.add(last);
  }
  return '';
};

const setPositional: Follow = ({ args }, { scope }) => {
  const at = args.findIndex((each) => each.shown === '--');
  if (at !== -1) scope.positional = args.slice(at + 1).map((each) => each.shown);
  return '';
};

const evaluate: Follow = (command, setting, walk) => {
  const text = command.args.map((each) => each.shown).join(' ');
  return walk.text(text, command.place, { ...setting, inside: reach(setting, 'shell', command) });
};

const trap: Follow = (command, setting, walk) => {
  const text = command.args.find((each) => !/^-[lp-]?$/.test(each.shown));
  if (text !== undefined && command.args.length > 1) {
    walk.text(text.shown, text.place, {
      ...setting,
      scope: copyScope(setting.scope),
      inside: reach(setting, 'trap', command),
    });
  }
  return '';
};

/** `. /dev/stdin`, `source <<< text`, a file that was written before */
const source: Follow = (command, setting, walk) => {
  const [file] = command.args;
  if (file !== undefined && runFile(file, command, setting, walk)) return undefined;
  const reads = command.args[0]?.shown === '/dev/stdin' && setting.input !== undefined;
  if (reads) walk.text(setting.input, command.place, { ...setting, inside: reach(setting, 'shell', command) });
  return undefined;
};

/** `at` and `batch` read what they will run. */
const later: Follow = (command, setting, walk) => {
  const idle = command.args.some((each) => /^-[lrdc]$/.test(each.shown));
  if (idle || setting.input === undefined) return undefined;
  const inside = reach(setting, 'shell', command);
  walk.text(setting.input, command.place, { ...setting, scope: copyScope(setting.scope), inside, input: undefined });
  return '';
};

/** `tee file` writes what it reads. */
const teeFiles: Follow = ({ args, input }, setting, walk) => {
  for (const each of args) if (!each.shown.startsWith('-')) walk.store(each, input, setting);
  return input;
};

const workingFolder: Follow = ({ folder }) => `${folder}\n`;

const builtins: ReadonlyMap<string, Follow> = new Map(
  Object.entries({
    ...{ cd: changeFolder, chdir: changeFolder, pushd: changeFolder, pwd: workingFolder },
    ...{ export: declare, declare, typeset: declare, local: declare, readonly: declare },
    ...{
      alias: defineAlias,
      read: readVariable,
      set: setPositional,
      eval: evaluate,
      trap,
      source,
      '.': source,
      at: later,
      batch: later,
      tee: teeFiles,
    },
  }),
);
