/** Writes names in a row, as sentences have them. */

/** `a, b and c` */
export function listOf(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

const mostNamed = 4;

/** `a, b, c, d and 3 more`: the first of them are enough to see which are meant. */
export const someOf = (names: readonly string[]): string =>
  names.length <= mostNamed
    ? listOf(names)
    : `${names.slice(0, mostNamed).join(', ')} and ${names.length - mostNamed} more`;
