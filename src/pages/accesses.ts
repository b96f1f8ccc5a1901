/** What the expressions of a text read. */
import { accessesOf, parseExpression, parseText } from '../expressions/index.ts';
import type { ExpressionSite } from '../model/index.ts';

/** The route of every access in a text: `['secrets', 'TOKEN']`. */
export function accessesIn({ text, condition }: ExpressionSite): string[][] {
  const parsed = condition && !text.includes('${{') ? [parseExpression(text)] : parseText(text);
  return parsed.flatMap(({ tree }) => (tree ? accessesOf(tree) : []));
}
