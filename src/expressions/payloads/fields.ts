/** Writes several properties of one shape in a row: payloads have dozens of plain ones. */
import type { Shape } from '../shape.ts';

/**
 * The same shape under each name.
 *
 * @example
 * object({ ...fields(string, 'url', 'html_url'), id: number });
 */
export function fields<const S extends Shape, const N extends string>(
  of: S,
  ...names: readonly N[]
): { readonly [K in N]: S } {
  return Object.fromEntries(names.map((name) => [name, of])) as { [K in N]: S };
}
