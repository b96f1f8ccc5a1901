/** Takes the indentation of the surrounding TypeScript off a script. */

/**
 * Drops blank lines at both ends and the indentation that all lines share.
 *
 * The pieces are the text around the holes of a template: values never add indentation, and a line that
 * starts with a hole counts as text. The line right behind the opening backtick has no indentation to compare.
 *
 * @example
 * dedent(['\n    echo ', '\n      done\n  ']); // ['echo ', '\n  done']
 */
export function dedent(pieces: readonly string[]): string[] {
  const trimmed = pieces.with(0, (pieces[0] ?? '').replace(/^[ \t\n]*\n/, '\n'));
  trimmed[trimmed.length - 1] = (trimmed.at(-1) ?? '').replace(/\n[ \t\n]*$/, '');
  const indent = sharedIndent(trimmed);
  const lines = trimmed.map((piece) =>
    piece.replaceAll(/\n([ \t]*)/g, (_, own: string) => `\n${without(own, indent)}`),
  );
  return lines.with(0, (lines[0] ?? '').replace(/^\n/, ''));
}

function sharedIndent(pieces: readonly string[]): string {
  const indents = pieces.flatMap((piece) =>
    [...piece.matchAll(/\n([ \t]*)(?![ \t\n])/g)].map((match) => match[1] ?? ''),
  );
  return indents.reduce(sharedPrefix, indents[0] ?? '');
}

function sharedPrefix(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

const without = (own: string, indent: string): string => (own.startsWith(indent) ? own.slice(indent.length) : '');
