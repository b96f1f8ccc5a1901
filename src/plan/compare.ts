/**
 * Compares values as GitHub's expressions do.
 *
 * Source: https://docs.github.com/actions/reference/evaluate-expressions-in-workflows-and-actions#operators
 */
import type { Data } from '../model/index.ts';

/** `false`, `0`, `-0`, `''` and `null` are falsy. */
export const isTruthy = (value: Data): boolean => Boolean(value);

/** Whether two values are equal; undefined for objects and lists, which are equal only to themselves. */
export function equal(one: Data, other: Data): boolean | undefined {
  if (isComposed(one) && isComposed(other)) return undefined;
  if (typeof one === 'string' && typeof other === 'string') return fold(one) === fold(other);
  return typeof one === typeof other && one === other ? true : toNumber(one) === toNumber(other);
}

/** `<`, `<=`, `>` or `>=`: texts by their letters, everything else as numbers. */
export function compare(operator: string, one: Data, other: Data): boolean {
  const [left, right] =
    typeof one === 'string' && typeof other === 'string' ? [fold(one), fold(other)] : [toNumber(one), toNumber(other)];
  if (operator === '<') return left < right;
  if (operator === '<=') return left <= right;
  return operator === '>' ? left > right : left >= right;
}

export const isComposed = (value: Data): boolean => typeof value === 'object' && value !== null;

/** Case is ignored. */
export const fold = (text: string): string => text.toUpperCase();

function toNumber(value: Data): number {
  if (value === null) return 0;
  return isComposed(value) ? Number.NaN : Number(value);
}
