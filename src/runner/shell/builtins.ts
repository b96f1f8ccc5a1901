/** Follows the builtins that change what the shell knows, or run a text: `cd`, `alias`, `read`, `set`, `eval`, `trap`, `source`. */
import { type Follow, reach, runFile } from './run-file.ts';
import { staticOutput } from './static-output.ts';
import { copyScope } from './variables.ts';
import type { Reach } from './word.ts';

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

/** `printf -v name format …` */
const formatVariable: Follow = ({ args }, { scope }) => {
  const [option, name, ...rest] = args;
  if (option?.shown !== '-v' || name === undefined) return undefined;
  const known = rest.every((each) => each.text !== undefined);
  const output = known
    ? staticOutput(
        'printf',
        rest.map((each) => each.shown),
        undefined,
      )
    : undefined;
  scope.variables.set(name.shown, output);
  return '';
};

const workingFolder: Follow = ({ folder }) => `${folder}\n`;

export const builtins: ReadonlyMap<string, Follow> = new Map(
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
      printf: formatVariable,
    },
  }),
);
