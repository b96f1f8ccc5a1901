/**
 * Parses the expressions of a text, with the errors of GitHub's lexer as problems.
 *
 * The lexer throws plain errors where the parser throws an ExpressionError; `parseExpression` passes them on, and one
 * wrong character would end the whole check.
 */
import { type ParsedExpression, parseExpression, parseText } from '../expressions/index.ts';
import { findExpressions } from '../expressions/parse.ts';

/** The expressions of a text, in order. */
export const parseTextSafely = (text: string): ParsedExpression[] =>
  findExpressions(text).flatMap(({ source, start, closed }) =>
    closed ? parseSafely(source) : parseText(text.slice(start)),
  );

/** One bare expression. */
export function parseSafely(text: string): ParsedExpression {
  try {
    return parseExpression(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!/^Unexpected symbol|^ErrorExceededMaxLength/.test(message)) throw error;
    const said =
      message === 'ErrorExceededMaxLength'
        ? 'it has more than 21,000 characters'
        : message.replace(/\.? Located at .*/s, '');
    return { source: text.trim(), problem: { kind: 'syntax', name: /'(.*)'/s.exec(said)?.[1] ?? '', message: said } };
  }
}
