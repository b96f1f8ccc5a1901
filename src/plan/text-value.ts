/** Says what a text with expressions in it can be. */
import { parseText } from '../expressions/index.ts';
import { anything, evaluate, type Outcome, oneOf, type Scope } from './evaluate.ts';
import { textOf } from './known-functions.ts';

/** What a field yields: a text that is one expression keeps the kind of its value, any other is text. */
export function outcomeOfText(given: unknown, scope: Scope): Outcome {
  if (typeof given !== 'string') return oneOf((given ?? null) as never);
  if (!given.includes('${{')) return oneOf(given);
  const text = given.trim();
  const [first, ...more] = parseText(text);
  if (first?.tree && more.length === 0 && isWhole(text, first.source, first.start)) return evaluate(first.tree, scope);
  const shown = fillText(given, scope);
  return shown.known ? oneOf(shown.text) : anything;
}

const isWhole = (text: string, source: string, start = 0): boolean =>
  start === 0 && text.endsWith('}}') && text.slice(3, -2).trim() === source.trim();

export interface FilledText {
  readonly text: string;
  /** Whether every expression in it is known; those that are not stand as they were written. */
  readonly known: boolean;
}

/** The text with every expression that is known put in. */
export function fillText(text: string, scope: Scope): FilledText {
  if (!text.includes('${{')) return { text, known: true };
  let [filled, at, known] = ['', 0, true];
  for (const { source, start = 0, tree } of parseText(text)) {
    const end = text.indexOf(source, start) + source.length;
    const after = text.indexOf('}}', end) === -1 ? text.length : text.indexOf('}}', end) + 2;
    const [only, ...more] = tree ? evaluate(tree, scope) : anything;
    const isKnown = only?.kind === 'value' && more.length === 0;
    filled += text.slice(at, start) + (isKnown ? textOf(only.value) : text.slice(start, after));
    known &&= isKnown;
    at = after;
  }
  return { text: filled + text.slice(at), known };
}
