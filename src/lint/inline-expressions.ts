/** Finds the expressions that GitHub puts into a script as text, except where the author gave a reason. */
import type { ParsedExpression } from '../expressions/index.ts';
import { parseText } from '../expressions/index.ts';
import type { RunStep } from '../model/index.ts';
import { fieldsOf } from './data-shapes.ts';

/** The expressions in the text of a script that no `unsafeInline()` stands for. */
export function inlineExpressions({ run, unsafe }: RunStep): ParsedExpression[] {
  const allowed = new Set(Object.keys(fieldsOf(unsafe)).flatMap((text) => parseText(text).map(({ source }) => source)));
  return parseText(String(run)).filter(({ source }) => !allowed.has(source.trim()) && !allowed.has(source));
}
