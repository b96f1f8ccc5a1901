/** Reads redirections, here-documents and assignments. Source: POSIX.1-2024, Shell Command Language, 2.7 and 2.9.1. */
import type { Scanner } from './scanner.ts';
import type { RawAssignment, RawRedirection, RawWord } from './syntax.ts';
import { readExpandingText, readWord } from './word-reader.ts';

const operator = /(?:\{[A-Za-z_]\w*\}|[0-9]{1,4})?(?:&>>?|>>|>\||>&|<<<|<<-?|<&|<>|>(?!\()|<(?!\())/y;
const assignmentHead = /([A-Za-z_][A-Za-z0-9_]*)(?:\[[^\]\n]*\])?\+?=/y;
const nothing: RawWord = { parts: [], written: '', place: { start: 0, end: 0 } };

/** Adds the redirection that starts here; false where none does. */
export function readRedirection(scanner: Scanner, redirections: RawRedirection[]): boolean {
  const start = scanner.position;
  const found = scanner.match(operator);
  if (found === undefined) return false;
  const symbol = found.replace(/^(\{\w*\}|\d+)/, '');
  const fd = /^\d/.test(found) ? Number.parseInt(found, 10) : undefined;
  scanner.match(/[ \t]+/y);
  const word = readWord(scanner) ?? scanner.fail(`\`${symbol}\` needs a target`);
  const target = { ...word, place: scanner.placeFrom(start) };
  if (symbol === '<<' || symbol === '<<-') announceDocument(scanner, redirections, target, symbol === '<<-', fd);
  else redirections.push({ operator: symbol, fd, target });
  return true;
}

function announceDocument(
  scanner: Scanner,
  redirections: RawRedirection[],
  word: RawWord,
  stripTabs: boolean,
  fd: number | undefined,
): void {
  const index = redirections.push({ operator: '<<', fd, target: { ...nothing, place: word.place } }) - 1;
  const literal = word.parts.some((part) => part.kind === 'text' && part.quoted);
  const delimiter = word.parts.map((part) => (part.kind === 'text' ? part.value : '')).join('');
  const accept = (target: RawWord): void => {
    redirections[index] = { operator: '<<', fd, target: { ...target, place: word.place } };
  };
  scanner.documents.push({ delimiter, literal, stripTabs, accept });
}

/** Reads the bodies of the here-documents announced so far; the scanner stands at the start of a line. */
export function takeDocuments(scanner: Scanner): void {
  for (const document of scanner.documents.splice(0)) {
    const lines: string[] = [];
    while (!scanner.done) {
      const line = scanner.match(/[^\n]*\n?/y) ?? '';
      const shown = document.stripTabs ? line.replace(/^\t+/, '') : line;
      if (shown.replace(/\r?\n$/, '') === document.delimiter) break;
      lines.push(shown);
    }
    const text = lines.join('');
    const parts = document.literal
      ? ([{ kind: 'text', value: text, quoted: true }] as const)
      : readExpandingText(text, scanner);
    document.accept({ parts, written: text, place: nothing.place });
  }
}

/** A list is read together with the `=` before it, as brackets start no word. */
function withoutSign(word: RawWord): RawWord {
  const [first, ...rest] = word.parts;
  return first?.kind === 'text'
    ? { ...word, parts: [{ ...first, value: first.value.replace(/^=/, '') }, ...rest] }
    : word;
}

/** The assignment that starts here, if one does. */
export function readAssignment(scanner: Scanner): RawAssignment | undefined {
  const start = scanner.position;
  const head = scanner.match(assignmentHead);
  if (head === undefined) return undefined;
  const name = head.replace(/(\[.*)?\+?=$/, '');
  const list = scanner.starts('(');
  if (list) scanner.position -= 1;
  const word = readWord(scanner);
  const value = (list ? word && withoutSign(word) : word) ?? {
    parts: [],
    written: '',
    place: scanner.placeFrom(start),
  };
  return { name, value: { ...value, place: scanner.placeFrom(start) } };
}
