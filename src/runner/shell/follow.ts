/** Follows a command into what it runs: wrappers, shells, `eval`, code of other languages, functions, aliases. */
import { commandsOf } from './foreign-code.ts';
import { copyScope } from './variables.ts';
import type { Setting, Walk } from './walk.ts';
import type { Reach, SimpleCommand, Word } from './word.ts';
import { unwrap } from './wrappers.ts';

const shells = /^(?:r?bash|sh|dash|ash|zsh|ksh|mksh|pdksh|fish|csh|tcsh)$/;
const interpreters =
  /^(?:python[\d.]*|pypy3?|perl[\d.]*|ruby[\d.]*|node|nodejs|deno|bun|php[\d.]*|lua[\d.]*|g?awk|mawk|nawk)$/;

export const isShell = (name: string): boolean => shells.test(name);
export const isInterpreter = (name: string): boolean => interpreters.test(name);

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
  if (isShell(name)) return followShell(command, setting, walk);
  if (isInterpreter(name)) return followCode(command, setting, walk);
  const builtin = builtins.get(name);
  if (builtin !== undefined) return builtin(command, setting, walk);
  return followWrapper(command, setting, walk);
};

const reach = (setting: Setting, kind: Reach['kind'], command: SimpleCommand): readonly Reach[] => [
  ...setting.inside,
  { kind, by: nameOf(command.program), command },
];

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

/** `xargs` appends what it reads; an unknown word where that is not known. */
function inputWords(words: readonly Word[], input: string | undefined, command: SimpleCommand): readonly Word[] {
  const { place } = command;
  const word = (text: string | undefined): Word => ({
    text,
    shown: text ?? '\ufffc',
    quoted: true,
    globs: false,
    variables: [],
    place,
  });
  const mark = command.args[command.args.findIndex((each) => /^(?:-I|--replace)$/.test(each.shown)) + 1]?.shown;
  const replaced = /^-I(.+)/.exec(command.args.find((each) => each.shown.startsWith('-I'))?.shown ?? '')?.[1] ?? mark;
  if (
    replaced !== undefined &&
    replaced !== '' &&
    command.args.some((each) => each.shown.startsWith('-I') || each.shown === '--replace')
  ) {
    return words.map((each) =>
      each.shown.includes(replaced) ? { ...each, ...fill(each.shown, replaced, input) } : each,
    );
  }
  if (input === undefined) return [...words, word(undefined)];
  return [...words, ...(input.match(/\S+/g) ?? []).slice(0, 100).map(word)];
}

/** `xargs -I{}` puts a line in place of each `{}`; only the first is followed. */
function fill(shown: string, mark: string, input: string | undefined): Pick<Word, 'shown' | 'text'> {
  const line = input?.split('\n')[0];
  const filled = shown.replaceAll(mark, () => line ?? '\ufffc');
  return { shown: filled, text: line === undefined ? undefined : filled };
}

/** `sh -c text`, `sh` with a program on standard input, `sh <(…)`. */
const followShell: Follow = (command, setting, walk) => {
  const inside = reach(setting, 'shell', command);
  const at = command.args.findIndex((each) => /^[-+][a-zA-Z]*c[a-zA-Z]*$/.test(each.shown));
  const inner = { scope: copyScope(setting.scope), inside, input: setting.input };
  if (at !== -1) {
    const [text, , ...rest] = command.args.slice(at + 1).filter((each) => !/^[-+]o$|^--/.test(each.shown));
    inner.scope.positional = rest.map((each) => each.shown);
    return text && walk.text(text.shown, text.place, inner);
  }
  const reads =
    command.args.every((each) => /^[-+]/.test(each.shown) || each.shown === '/dev/stdin') ||
    command.args.some((each) => /^-\w*s/.test(each.shown));
  if (reads && setting.input !== undefined) walk.text(setting.input, command.place, { ...inner, input: undefined });
  return undefined;
};

const followCode: Follow = (command, setting, walk) => {
  const inside = reach(setting, 'code', command);
  for (const text of codeIn(command, setting.input)) {
    for (const each of commandsOf(text)) {
      walk.text(each, command.place, { scope: copyScope(setting.scope), inside, input: undefined });
    }
  }
  return undefined;
};

/** The pieces of code among the arguments; an interpreter without any reads standard input. */
function codeIn({ program, args }: SimpleCommand, input: string | undefined): readonly string[] {
  const awk = nameOf(program).endsWith('awk');
  const given = args.flatMap((each, index) => {
    const joined = /^-[a-zA-Z]*[ecr](.{2,})$/s.exec(each.shown);
    if (/^(-[a-zA-Z0-9]*[ecrpE]|--eval|--print|eval)$/.test(each.shown)) return args[index + 1]?.shown ?? [];
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

const readVariable: Follow = ({ args, input }, { scope }) => {
  const names = args.map((each) => each.shown).filter((each) => /^[A-Za-z_]\w*$/.test(each));
  const words = input?.trim().split(/\s+/);
  for (const [index, name] of names.entries()) {
    scope.variables.set(name, index === names.length - 1 ? words?.slice(index).join(' ') : words?.[index]);
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

/** `. /dev/stdin`, `source <<< text` */
const source: Follow = (command, setting, walk) => {
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
    },
  }),
);
