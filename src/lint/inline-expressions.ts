/** Finds the expressions that GitHub puts into a script as text, except where the author gave a reason. */
import type { ParsedExpression } from '../expressions/index.ts';
import type { RunStep } from '../model/index.ts';
import { fieldsOf } from './data-shapes.ts';
import { parseTextSafely } from './parse-expressions.ts';

/** The expressions in the text of a script that no `unsafeInline()` stands for. */
export function inlineExpressions({ run, unsafe }: RunStep): ParsedExpression[] {
  const allowed = new Set(
    Object.keys(fieldsOf(unsafe)).flatMap((text) => parseTextSafely(text).map(({ source }) => source)),
  );
  return parseTextSafely(String(run)).filter(({ source }) => !allowed.has(source.trim()) && !allowed.has(source));
}
