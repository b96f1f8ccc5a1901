/** Finds which values of a matrix decide what a cache holds: those that the steps read which fill it. */
import { accessPath, type ExpressionNode, parseText } from '../expressions/index.ts';
import { type RunStep, stepsOfJob, type UsesStep } from '../model/index.ts';
import type { CacheStep } from './caches.ts';
import { readIn } from './conditions.ts';
import { fieldsOf, sameName } from './data-shapes.ts';
import { idOf } from './references.ts';
import { commandsOf } from './script-commands.ts';

/** An expression such as `matrix.model`. */
export interface MatrixRead {
  /** `model` */
  readonly name: string;
  readonly source: string;
  readonly tree: ExpressionNode;
}

/** What the steps read of the matrix that run where there is no cache, or that write to its path. */
export function contentReads(cache: CacheStep, caches: readonly CacheStep[]): MatrixRead[] {
  const { job, key } = cache;
  const same = caches.filter((each) => each.job === job && each.key === key);
  if (!job || same.every(({ kind }) => kind === 'restore')) return [];
  const ids = same.flatMap(({ step }) => idOf(step) ?? []);
  const texts = [...stepsOfJob(job)].flatMap(({ step }) => {
    if (step.kind === 'run')
      return runsOnMiss(step, ids) ? textsOf(step, job.env) : writingTexts(step, job.env, cache.paths);
    return step.kind === 'uses' && runsOnMiss(step, ids) ? inputsOf(step) : [];
  });
  return readsIn(texts);
}

const hit = /steps\.([\w-]+)\.outputs(?:\.cache-hit|\['cache-hit'\])/.source;
const miss = new RegExp(`${hit}\\s*(?:!=\\s*'?true|==\\s*(?:'false'|false|''))|!\\s*${hit}`, 'i');

/** `if: steps.cache.outputs.cache-hit != 'true'`, with nothing that only some jobs of the matrix fulfil. */
function runsOnMiss({ if: condition }: RunStep | UsesStep, ids: readonly string[]): boolean {
  const [, asked, denied] = miss.exec(String(condition)) ?? [];
  const isShared = readIn(condition).every((path) => /^(?:steps|github|inputs)\./.test(path));
  return isShared && ids.some((id) => sameName(id, asked ?? denied));
}

function inputsOf({ uses, with: inputs, env }: UsesStep): unknown[] {
  // These fill nothing: they store what is there.
  if (/^actions\/(?:cache|upload-artifact)\b/i.test(String(uses))) return [];
  return [...Object.values(fieldsOf(inputs)), ...Object.values(fieldsOf(env))];
}

/** The commands that do more than print, and the variables that they may read. */
function textsOf({ run, env }: RunStep, around: unknown): unknown[] {
  const commands = commandsOf(run).map(({ text }) => text);
  const working = commands.filter((text) => !/^(?:echo|printf)(?: |$)/.test(text));
  // A variable that stands nowhere is there for a program.
  const silent = Object.entries(fieldsOf(env)).filter(([name]) => !commands.some((text) => reads(text, name)));
  return [...working.flatMap((text) => withVariables(text, around, env)), ...silent.map(([, value]) => value)];
}

/** The commands that say where to write, and that is the path of the cache. */
const writingTexts = ({ run, env, if: condition }: RunStep, around: unknown, paths: readonly string[]): unknown[] =>
  condition === undefined
    ? commandsOf(run).flatMap(({ text }) => (writesTo(text, paths) ? withVariables(text, around, env) : []))
    : [];

const writesTo = (command: string, paths: readonly string[]): boolean =>
  [...command.matchAll(target)].some(([, word = '']) => paths.some((path) => plain(path) === plain(word)));

const target =
  /\s(?:-[oOP][ =]?|--(?:to|into|out|output|dest|destination|prefix|(?:out|output|local|download|install)-?dir)[ =])["']?([^\s"']+)/g;
const plain = (path: string): string => path.replace(/^\.\/|\/$/g, '');

/** A command, and the values of the variables in it. */
const withVariables = (command: string, ...environments: readonly unknown[]): unknown[] => [
  command,
  ...Object.entries(Object.assign({}, ...environments.map(fieldsOf)) as object).flatMap(([name, value]) =>
    reads(command, name) ? [value as unknown] : [],
  ),
];

const reads = (command: string, variable: string): boolean =>
  [...command.matchAll(/\$(?:env:|\{)?(\w+)/g)].some(([, name]) => name === variable);

const readsIn = (texts: readonly unknown[]): MatrixRead[] =>
  texts
    .flatMap((text) => parseText(String(text)))
    .flatMap(({ source, tree }) => {
      const [context, ...path] = (tree && accessPath(tree)) ?? [];
      if (!tree || !sameName(context, 'matrix') || path.length === 0) return [];
      return [{ name: path.filter((each) => each !== '*').join('.'), source: source.trim(), tree }];
    });
