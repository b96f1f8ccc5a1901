/**
 * GitHub's functions on values that are known.
 *
 * Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#functions
 */
import type { Data } from '../model/index.ts';
import { equal, fold, isComposed } from './compare.ts';

type Known = (...args: readonly Data[]) => Data | undefined;

const functions: Readonly<Record<string, Known>> = {
  contains: (search = null, item = null) => {
    if (Array.isArray(search)) return search.some((each) => !isComposed(each) && equal(each, item) === true);
    return areScalars(search, item) && fold(textOf(search)).includes(fold(textOf(item)));
  },
  startswith: (text = null, start = null) =>
    areScalars(text, start) && fold(textOf(text)).startsWith(fold(textOf(start))),
  endswith: (text = null, end = null) => areScalars(text, end) && fold(textOf(text)).endsWith(fold(textOf(end))),
  join: (list = null, separator = ',') =>
    Array.isArray(list) ? list.map(textOf).join(textOf(separator)) : textOf(list),
  format: (template = null, ...values) => fill(textOf(template), values),
  fromjson: (text = null) => parse(textOf(text)),
  tojson: (value = null) => JSON.stringify(value, undefined, 2),
};

/** What a function yields; undefined where it fails, or where only the run tells. */
export const callKnown = (name: string, args: readonly Data[]): Data | undefined =>
  Object.hasOwn(functions, name) ? functions[name]?.(...args) : undefined;

/** What a function says about a text of which only the start is known, and another text. */
export function callOnText(name: string, start: string, part: string): boolean | undefined {
  const [known, wanted] = [fold(start), fold(part)];
  if (name === 'startswith') return known.startsWith(wanted) ? true : wanted.startsWith(known) ? undefined : false;
  return name === 'contains' && known.includes(wanted) ? true : undefined;
}

const areScalars = (...values: readonly Data[]): boolean => !values.some(isComposed);

/** A value as GitHub puts it into a text. */
export function textOf(value: Data): string {
  if (Array.isArray(value)) return 'Array';
  return isComposed(value) ? 'Object' : String(value ?? '');
}

function fill(template: string, values: readonly Data[]): string | undefined {
  const pieces = template.split(/(\{\{|\}\}|\{\d+\})/);
  const filled = pieces.map((piece, index) => {
    if (index % 2 === 0) return /[{}]/.test(piece) ? undefined : piece;
    if (piece === '{{' || piece === '}}') return piece[0];
    const value = values[Number(piece.slice(1, -1))];
    return value === undefined ? undefined : textOf(value);
  });
  return filled.includes(undefined) ? undefined : filled.join('');
}

function parse(text: string): Data | undefined {
  try {
    return JSON.parse(text) as Data;
  } catch {
    return undefined;
  }
}
