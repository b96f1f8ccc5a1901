/** The jobs that a matrix makes for one run, where what decides them is known. */
import { type Combination, countMatrix, type Data, expandCombinations, type Matrix } from '../model/index.ts';
import type { Scope } from './evaluate.ts';
import { outcomeOfText } from './text-value.ts';

/** The combinations; or why they are not known; or what is wrong with them. */
export type Expansion =
  | { readonly kind: 'known'; readonly combinations: readonly Combination[] }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'wrong'; readonly message: string };

/** So many jobs GitHub makes of a matrix. Source: https://docs.github.com/actions/reference/limits */
const mostJobs = 256;

/** Whether nothing about the run decides a matrix. */
export const isStatic = (matrix: Matrix): boolean =>
  !JSON.stringify([matrix.axes, matrix.include, matrix.exclude]).includes('${{');

export function expand(matrix: Matrix, scope: Scope): Expansion {
  const filled = isStatic(matrix) ? matrix : fill(matrix, scope);
  if ('unknown' in filled) return { kind: 'unknown', reason: `it is known only when it runs: ${filled.unknown}` };
  const empty = Object.entries(filled.axes).find(([, values]) => Array.isArray(values) && values.length === 0);
  if (empty) return { kind: 'wrong', message: `its matrix has no values for "${empty[0]}", which GitHub refuses` };
  if (effortOf(filled) > mostEffort) return { kind: 'wrong', message: 'its matrix is far too large for GitHub' };
  const count = countMatrix(filled);
  if (count === undefined)
    return { kind: 'wrong', message: 'its matrix is neither axes with lists of values nor an include' };
  if (count > mostJobs)
    return { kind: 'wrong', message: `its matrix makes ${count} jobs, and GitHub takes ${mostJobs}` };
  return { kind: 'known', combinations: expandCombinations(filled) ?? [] };
}

/** Combinations times entries: files that are made to be slow must not keep a plan from ending. */
const mostEffort = 2_000_000;

function effortOf({ axes, include, exclude }: Matrix): number {
  const lengthOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
  const lists = isRecord(axes) ? Object.values(axes) : [];
  const combinations = lists.reduce<number>((product, values) => product * Math.max(1, lengthOf(values)), 1);
  return combinations * (1 + lengthOf(include) + lengthOf(exclude));
}

type Filled = Matrix | { readonly unknown: string };

/** Puts in what expressions give. */
function fill({ axes, include, exclude, ...rest }: Matrix, scope: Scope): Filled {
  const whole = typeof axes === 'string' ? onlyValueOf(axes, scope) : undefined;
  if (typeof axes === 'string') return isRecord(whole) ? wholeMatrix(rest, whole) : { unknown: axes };
  const entries = Object.entries(axes).map(([name, values]) => [name, deepValue(values as Data, scope)] as const);
  const lists = {
    include: deepValue((include ?? []) as Data, scope),
    exclude: deepValue((exclude ?? []) as Data, scope),
  };
  const unknown = [...entries, ...Object.entries(lists)].find(([, value]) => value === undefined);
  if (unknown) return { unknown: textBehind({ ...axes, include, exclude }[unknown[0]] as Data) };
  return { ...rest, axes: Object.fromEntries(entries), ...lists } as Matrix;
}

function wholeMatrix(
  rest: Omit<Matrix, 'axes' | 'include' | 'exclude'>,
  whole: Readonly<Record<string, Data>>,
): Matrix {
  const { include = [], exclude = [], ...axes } = whole;
  return { ...rest, axes, include, exclude } as unknown as Matrix;
}

const isRecord = (value: unknown): value is Readonly<Record<string, Data>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value with its expressions evaluated; undefined where one is not known. */
function deepValue(value: Data, scope: Scope): Data | undefined {
  if (typeof value === 'string') return onlyValueOf(value, scope);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const found = value.map((each) => deepValue(each, scope));
    return found.includes(undefined) ? undefined : (found as Data[]);
  }
  const found = Object.entries<Data>(value as Readonly<Record<string, Data>>).map(
    ([key, each]) => [key, deepValue(each, scope)] as const,
  );
  return found.some(([, each]) => each === undefined) ? undefined : (Object.fromEntries(found) as Data);
}

function onlyValueOf(text: string, scope: Scope): Data | undefined {
  const [only, ...more] = outcomeOfText(text, scope);
  return only?.kind === 'value' && more.length === 0 ? only.value : undefined;
}

/** The first text with an expression in a value, for the message. */
const textBehind = (value: Data): string => /\$\{\{.*?\}\}/s.exec(JSON.stringify(value))?.[0] ?? 'its matrix';
