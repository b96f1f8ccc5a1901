/** The values of variables: `$x`, `${x:-y}`, `${x:0:1}`, `${x//a/b}`, where they can be known. */
import { posix } from 'node:path';
import { homeFolder } from './word.ts';

/** What a program knows at a point; undefined values are known to be unknown. */
export interface Scope {
  readonly variables: Map<string, string | undefined>;
  readonly functions: Map<string, import('./syntax.ts').Script>;
  readonly aliases: Map<string, string>;
  /** The variables whose values are names of files, and may be patterns for many. */
  readonly listed: Set<string>;
  /** What is in the files that the program itself has written; subshells write the same ones. */
  readonly files: Map<string, string>;
  /** `$1`, `$2`, …; undefined outside functions. */
  positional: readonly string[] | undefined;
  folder: string;
}

const usual: Readonly<Record<string, string>> = {
  HOME: homeFolder,
  USER: 'user',
  LOGNAME: 'user',
  IFS: ' \t\n',
  TMPDIR: '/tmp',
  SHELL: '/bin/bash',
  BASH: '/bin/bash',
};

export const createScope = (folder: string): Scope => ({
  variables: new Map(),
  functions: new Map(),
  aliases: new Map(),
  listed: new Set(),
  files: new Map(),
  positional: undefined,
  folder,
});

/** A scope whose changes do not come back, as a subshell has it. */
export const copyScope = (scope: Scope): Scope => ({
  ...scope,
  variables: new Map(scope.variables),
  functions: new Map(scope.functions),
  aliases: new Map(scope.aliases),
  listed: new Set(scope.listed),
});

function plainValue(name: string, scope: Scope): string | undefined {
  if (scope.variables.has(name)) return scope.variables.get(name);
  if (name === 'PWD') return scope.folder;
  if (name === '@' || name === '*') return scope.positional?.join(' ');
  if (/^[1-9]$/.test(name) && scope.positional) return scope.positional[Number(name) - 1] ?? '';
  return Object.hasOwn(usual, name) ? usual[name] : undefined;
}

/** The value of `${name<operator>}`; undefined when it is not known. */
export function variableValue(name: string, operator: string, scope: Scope): string | undefined {
  const value = plainValue(name, scope);
  if (operator === '') return value;
  if (operator === '!') return value === undefined ? undefined : plainValue(value, scope);
  const fallback = /^:?([-=])([\s\S]*)$/.exec(operator);
  if (fallback) return value === undefined || value === '' ? unquote(fallback[2] ?? '', scope) : value;
  if (/^:?\+/.test(operator)) return value === undefined ? undefined : unquote(operator.replace(/^:?\+/, ''), scope);
  if (value === undefined) return undefined;
  return transform(value, operator);
}

const unquote = (text: string, scope: Scope): string | undefined =>
  text.includes('`') || text.includes('$(')
    ? undefined
    : text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => plainValue(name, scope) ?? whole).replace(/["']/g, '');

function transform(value: string, operator: string): string | undefined {
  const slice = /^:\s*(-?\d{1,6})(?::(-?\d{1,6}))?$/.exec(operator);
  if (slice) return cut(value, Number(slice[1]), slice[2] === undefined ? undefined : Number(slice[2]));
  const replace = /^\/(\/?)([^/*?[\]]+)(?:\/([^/]*))?$/.exec(operator);
  if (replace) {
    const [, all, from = '', to = ''] = replace;
    return all ? value.replaceAll(from, to) : value.replace(from, () => to);
  }
  if (operator === ',,') return value.toLowerCase();
  if (operator === '^^') return value.toUpperCase();
  return /^(?:\[@\]|\[\*\]|\[0\]|@[A-Z])$/.test(operator) ? value : undefined;
}

function cut(value: string, from: number, length: number | undefined): string {
  const start = from < 0 ? Math.max(value.length + from, 0) : from;
  if (length === undefined) return value.slice(start);
  return length < 0 ? value.slice(start, value.length + length) : value.slice(start, start + length);
}

/** The path that a name means in a folder. */
export const pathFrom = (folder: string, name: string): string =>
  posix.normalize(name.startsWith('/') ? name : `${folder}/${name}`);
