/** A script as a step runs it: its text, and the environment that carries its values. */
import type { Diagnostic } from '../../diagnostics/index.ts';
import type { Expr } from '../expr.ts';
import type { ExpressionNode } from '../node.ts';
import { dedent } from './dedent.ts';

export interface Script {
  readonly kind: 'script';
  /** Literal pieces, plus the expressions that unsafeInline() put in as text; rendered with renderText(). */
  readonly text: Extract<ExpressionNode, { kind: 'text' }>;
  /** Environment variables that the script reads its values from, in order of first use. */
  readonly env: Readonly<Record<string, Expr>>;
  /** Names of the outputs that writeOutput() writes. */
  readonly outputs: readonly string[];
  /** Every expression that unsafeInline() put in as text, and why that is fine. */
  readonly unsafe: readonly { readonly node: ExpressionNode; readonly reason: string }[];
  /** The shell of script(); undefined for sh. */
  readonly shell?: string;
  /** What is wrong with the script, without a place: authoring adds it. */
  readonly findings: readonly Diagnostic[];
}

/**
 * A script in any other language, without expressions: values go through the step's `env`.
 *
 * Findings: `expression-in-script`.
 *
 * @example
 * script(`import os; print(os.environ['MODEL'])`, { shell: 'python' }); // shell: python
 */
export function script(text: string, options: { readonly shell: string }): Script {
  return {
    kind: 'script',
    text: { kind: 'text', parts: dedent([text]) },
    env: {},
    outputs: [],
    unsafe: [],
    shell: options.shell,
    findings: text.includes('${{')
      ? [expressionInScript('put the value into the `env` of the step and read it there')]
      : [],
  };
}

/** The finding for an expression written out in a script, where its value would become code. */
export function expressionInScript(hint: string): Diagnostic {
  return {
    severity: 'error',
    code: 'expression-in-script',
    message: 'the script holds "${{", which GitHub replaces by text before the shell reads it',
    hint,
  };
}
