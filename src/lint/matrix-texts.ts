/** Says what a text with expressions is in each job of a matrix, as far as the file tells. */
import { type ExpressionNode, parseExpression } from '../expressions/index.ts';
import { findExpressions } from '../expressions/parse.ts';
import type { MatrixEntry } from '../model/index.ts';
import { fieldsOf, sameName, valueNamed } from './data-shapes.ts';
import { areDistinct } from './distinct-values.ts';

/** A part of a text: what stands there, or an expression whose value only the run knows. */
export type TextPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unknown'; readonly source: string; readonly tree: ExpressionNode | undefined };

/**
 * The parts of a text in one job, with the values of the matrix put in.
 *
 * @example
 * partsOf('dist-${{ matrix.os }}-${{ github.sha }}', { os: 'linux' });
 * // [{ kind: 'text', text: 'dist-linux-' }, { kind: 'unknown', source: 'github.sha', … }]
 */
export function partsOf(text: string, known: MatrixEntry, read: Lookup = matrixValue(known)): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const { source, start } of findExpressions(text)) {
    addText(parts, text.slice(at, start));
    const { tree } = parseExpression(source);
    const value = tree && read(tree);
    if (value === undefined) parts.push({ kind: 'unknown', source: source.replace(/\s+/g, ' ').trim(), tree });
    else addText(parts, value);
    at = start + source.length + 5;
  }
  addText(parts, text.slice(at));
  return parts;
}

/** The value of an expression where it is known. */
export type Lookup = (tree: ExpressionNode) => string | undefined;

export const matrixValue =
  (entry: MatrixEntry): Lookup =>
  (tree) => {
    const found = tree.kind === 'context' ? undefined : valueIn(tree, entry);
    const value = found?.value ?? '';
    return found === undefined || typeof value === 'object' ? undefined : String(value);
  };

/** What a route such as `matrix.system.name` or `matrix.pair[0]` leads to; undefined for any other expression. */
function valueIn(node: ExpressionNode, entry: MatrixEntry): { readonly value: unknown } | undefined {
  if (node.kind === 'context') return sameName(node.name, 'matrix') ? { value: entry } : undefined;
  if (node.kind === 'property') {
    const of = valueIn(node.of, entry);
    return of && { value: valueNamed(fieldsOf(of.value), node.name) };
  }
  if (node.kind !== 'index' || node.index.kind !== 'literal') return undefined;
  const of = valueIn(node.of, entry);
  return of && { value: Array.isArray(of.value) ? of.value[Number(node.index.value)] : undefined };
}

function addText(parts: TextPart[], text: string): void {
  const last = parts.at(-1);
  if (text === '') return;
  if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + text };
  else parts.push({ kind: 'text', text });
}

/** A text that is the same for two jobs exactly where their parts are. */
export const joinParts = (parts: readonly TextPart[]): string =>
  parts.map((part) => (part.kind === 'text' ? part.text : `\0${part.source.toLowerCase()}\0`)).join('');

/** Whether a text may start with another: false only where parts differ that are written out, or never the same. */
export function mayStartWith([part, ...rest]: readonly TextPart[], [start, ...more]: readonly TextPart[]): boolean {
  if (start === undefined) return true;
  if (part === undefined) return start.kind === 'unknown';
  if (part.kind === 'unknown' && start.kind === 'unknown')
    return joinParts([part]) === joinParts([start]) ? mayStartWith(rest, more) : !areDistinct(part.tree, start.tree);
  if (part.kind === 'unknown' || start.kind === 'unknown') return true;
  const length = Math.min(part.text.length, start.text.length);
  if (part.text.slice(0, length) !== start.text.slice(0, length)) return false;
  return mayStartWith(withoutStart(part, length, rest), withoutStart(start, length, more));
}

const withoutStart = (part: TextPart & { kind: 'text' }, length: number, rest: readonly TextPart[]): TextPart[] =>
  part.text.length === length ? [...rest] : [{ ...part, text: part.text.slice(length) }, ...rest];
