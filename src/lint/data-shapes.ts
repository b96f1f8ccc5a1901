/** Reads data whose type is only a promise: without a type-check, and in YAML, a field can hold anything. */

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object; none when the value is something else. */
export const fieldsOf = (value: unknown): Fields => (isFields(value) ? value : {});

/** The elements of a list; a single value counts as a list of one. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** The texts of a list, or a single text. */
export const textsOf = (value: unknown): string[] => listOf(value).filter((each) => typeof each === 'string');

export const hasExpression = (value: unknown): boolean => typeof value === 'string' && value.includes('${{');

/** A value in words for a message: text in quotes, the rest as JSON. */
export const show = (value: unknown): string => JSON.stringify(value) ?? String(value);

/** GitHub ignores the case of names and ids. */
export const sameName = (one: unknown, other: unknown): boolean =>
  String(one).toLowerCase() === String(other).toLowerCase();

/** The value under a name, whatever the case of its letters. */
export function valueNamed<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  const key = Object.keys(record).find((each) => sameName(each, name));
  return key === undefined ? undefined : record[key];
}
