/** Finds which values of a matrix decide what a cache holds: those that the steps read which fill it. */
import { accessPath, type ExpressionNode, parseText } from '../expressions/index.ts';
import { type RunStep, type Step, stepsOfJob, type UsesStep } from '../model/index.ts';
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
  const { job } = cache;
  const same = caches.filter((each) => each.job === job && each.key === cache.key);
  if (!job || same.every(({ kind }) => kind === 'restore')) return [];
  const ids = same.flatMap(({ step }) => idOf(step) ?? []);
  return [...stepsOfJob(job)].flatMap(({ step }) => {
    if (step.kind === 'uses') return runsOnMiss(step, ids) ? readsIn(inputsOf(step)) : [];
    if (step.kind !== 'run') return [];
    const commands = commandsOf(step.run).map(({ text }) => text);
    if (runsOnMiss(step, ids)) return readsIn(textsOfScript(step, job.env, commands));
    const writing = step.if === undefined ? commands.filter((text) => writesTo(text, cache.paths)) : [];
    return readsIn(writing.flatMap((text) => [text, ...valuesNamedIn(text, { ...job.env, ...step.env })]));
  });
}

/** `if: steps.cache.outputs.cache-hit != 'true'`, and no value of the matrix with it. */
function runsOnMiss({ if: condition }: Exclude<Step, { kind: 'parallel' }> & { if?: unknown }, ids: readonly string[]) {
  if (!readIn(condition).every((path) => /^(?:steps|github|inputs|vars)\./.test(path))) return false;
  const hit = /steps\.([\w-]+)\.outputs(?:\.cache-hit|\['cache-hit'\])/.source;
  const text = String(condition);
  const [, ofId, notId] =
    new RegExp(`${hit}\\s*(?:!=\\s*'?true|==\\s*(?:'false'|false|''))|!\\s*${hit}`, 'i').exec(text) ?? [];
  return ids.some((id) => sameName(id, ofId ?? notId));
}

const inputsOf = ({ with: inputs, env }: UsesStep): unknown[] => [
  ...Object.values(fieldsOf(inputs)),
  ...Object.values(fieldsOf(env)),
];

/** Commands that do more than print, and the variables that they may read. */
function textsOfScript({ env }: RunStep, around: unknown, commands: readonly string[]): unknown[] {
  const working = commands.filter((text) => !/^(?:echo|printf)\b/.test(text));
  // A variable that stands nowhere is there for a program.
  const silent = Object.entries(fieldsOf(env)).filter(([name]) => !commands.some((text) => names(text, name)));
  return [
    ...working.flatMap((text) => [text, ...valuesNamedIn(text, { ...fieldsOf(around), ...fieldsOf(env) })]),
    ...silent.map(([, value]) => value),
  ];
}

const valuesNamedIn = (text: string, env: unknown): unknown[] =>
  Object.entries(fieldsOf(env)).flatMap(([name, value]) => (names(text, name) ? [value] : []));

const names = (text: string, variable: string): boolean => new RegExp(`\\$(?:env:|\\{)?${variable}\\b`).test(text);

/** `--to models/downloaded`: an option that says where to write. */
const writesTo = (command: string, paths: readonly string[]): boolean =>
  paths.some((path) => {
    const plain = path.replace(/^\.\//, '').replace(/\/$/, '').replace(/\W/g, '\\$&');
    return new RegExp(
      `\\s(?:-[oOP]|--(?:to|into|out|output|dest|destination|(?:out|output|local|download|install)-?dir|prefix)(?=[ =]))[ =]?["']?(?:\\./)?${plain}/?["']?(?=\\s|$)`,
    ).test(command);
  });

const readsIn = (texts: readonly unknown[]): MatrixRead[] =>
  texts
    .flatMap((text) => parseText(String(text)))
    .flatMap(({ source, tree }) => {
      const [context, ...path] = (tree && accessPath(tree)) ?? [];
      return tree && sameName(context, 'matrix') && path.length > 0
        ? [{ name: path.join('.'), source: source.trim(), tree }]
        : [];
    });
