/** Patterns for programs, from tables of their names. */

const sources = new Map([['*', '\\S*']]);

/**
 * Matches a name of the table, alone or with arguments behind it; `*` stands for the rest of a name.
 *
 * @example
 * named('nmap enum4linux*').test('enum4linux-ng host'); // true
 */
export function named(...lines: readonly string[]): RegExp {
  const names = lines.join(' ').split(' ');
  const patterns = names.map((each) => each.replace(/[*.+?^${}()|[\]\\]/g, (sign) => sources.get(sign) ?? `\\${sign}`));
  return new RegExp(`^(?:${patterns.join('|')})(?= |$)`, 'i');
}
