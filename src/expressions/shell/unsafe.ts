/** The way around sh's quoting: an expression as plain text, with the reason on record. */
import { PipelineError } from '../../diagnostics/index.ts';
import { type Expr, expressionNode } from '../expr.ts';
import type { ExpressionNode } from '../node.ts';

export interface Unsafe {
  readonly kind: 'unsafe';
  readonly node: ExpressionNode;
  readonly reason: string;
}

/**
 * Puts an expression into a script as text, before the shell reads it: its value can become code.
 *
 * @throws PipelineError `unsafe-without-reason` when the reason is blank.
 * @example
 * sh`make ${unsafeInline(matrix.flags, 'our own list of flags, split by the shell on purpose')}`;
 * // make ${{ matrix.flags }}
 */
export function unsafeInline(expression: Expr, reason: string): Unsafe {
  if (reason.trim() !== '') return { kind: 'unsafe', node: expression[expressionNode], reason };
  throw new PipelineError([
    {
      severity: 'error',
      code: 'unsafe-without-reason',
      message: 'unsafeInline() needs a reason',
      hint: "say why the value can't become harmful code: unsafeInline(value, 'our own list of flags')",
    },
  ]);
}
