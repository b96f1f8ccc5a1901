/** Reads one word: its quotes, its variables and its substitutions. Source: POSIX.1-2024, Shell Command Language, 2.2. */
import { decodeEscapes } from './escapes.ts';
import { Scanner } from './scanner.ts';
import type { RawWord, Script, WordPart } from './syntax.ts';

const plainRun = /[^\s\\'"`$<>|&;()]+/y;
const quotedRun = /[^"\\`$]+/y;
const name = /[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-]/y;

/** Collects parts, joining texts that stand beside each other. */
class Parts {
  readonly list: WordPart[] = [];

  text(value: string, quoted: boolean): void {
    const last = this.list.at(-1);
    if (last?.kind === 'text' && last.quoted === quoted)
      this.list[this.list.length - 1] = { ...last, value: last.value + value };
    else this.list.push({ kind: 'text', value, quoted });
  }

  add(part: WordPart): void {
    this.list.push(part);
  }
}

/** Reads a word, or gives undefined where none starts. */
export function readWord(scanner: Scanner): RawWord | undefined {
  const start = scanner.position;
  const parts = new Parts();
  while (!scanner.done && readPiece(scanner, parts, start));
  return scanner.position === start
    ? undefined
    : { parts: parts.list, written: scanner.text.slice(start, scanner.position), place: scanner.placeFrom(start) };
}

/** @returns false where the word ends */
function readPiece(scanner: Scanner, parts: Parts, start: number): boolean {
  const run = scanner.match(plainRun);
  if (run !== undefined) {
    parts.text(run, false);
    return true;
  }
  switch (scanner.peek()) {
    case '\\':
      return readBackslash(scanner, parts);
    case "'":
      return readSingleQuotes(scanner, parts);
    case '"':
      return readDoubleQuotes(scanner, parts);
    case '$':
      return readDollar(scanner, parts, false);
    case '`':
      return readBackquotes(scanner, parts, false);
    case '(':
      return readGroupInWord(scanner, parts, start);
    default:
      return readProcessSubstitution(scanner, parts);
  }
}

function readBackslash(scanner: Scanner, parts: Parts): boolean {
  const next = scanner.take(2).slice(1);
  if (next !== '\n') parts.text(next === '' ? '\\' : next, true);
  return true;
}

function readSingleQuotes(scanner: Scanner, parts: Parts): boolean {
  const start = scanner.position;
  const end = scanner.text.indexOf("'", start + 1);
  if (end === -1) scanner.fail("the quote ' is not closed", start);
  scanner.position = end + 1;
  parts.text(scanner.text.slice(start + 1, end), true);
  return true;
}

function readDoubleQuotes(scanner: Scanner, parts: Parts): boolean {
  const start = scanner.position;
  scanner.take();
  parts.text('', true);
  while (!scanner.starts('"')) {
    if (scanner.done) scanner.fail('the quote " is not closed', start);
    readQuotedPiece(scanner, parts, '"');
  }
  scanner.take();
  return true;
}

/** One piece of a text that expands like the inside of double quotes. */
function readQuotedPiece(scanner: Scanner, parts: Parts, special: string): void {
  const run = scanner.match(quotedRun);
  if (run !== undefined) {
    parts.text(run, true);
    return;
  }
  const next = scanner.peek();
  if (next === '$') readDollar(scanner, parts, true);
  else if (next === '`') readBackquotes(scanner, parts, true);
  else if (next === '\\') readQuotedBackslash(scanner, parts, special);
  else parts.text(scanner.take(), true);
}

function readQuotedBackslash(scanner: Scanner, parts: Parts, special: string): void {
  const pair = scanner.take(2);
  const next = pair.slice(1);
  if (next === '\n') return;
  parts.text(`$\`\\${special}`.includes(next) && next !== '' ? next : pair, true);
}

/** Reads a text that expands like the inside of double quotes, to its end: the body of a here-document. */
export function readExpandingText(text: string, scanner: Scanner): readonly WordPart[] {
  const inner = new Scanner(
    text,
    scanner.readScript,
    scanner.origin ?? { start: scanner.position, end: scanner.position },
    scanner.depth,
  );
  const parts = new Parts();
  while (!inner.done) readQuotedPiece(inner, parts, '');
  return parts.list;
}

function readDollar(scanner: Scanner, parts: Parts, quoted: boolean): boolean {
  if (scanner.starts("$'") && !quoted) return readAnsiQuotes(scanner, parts);
  if (scanner.starts('$"') && !quoted) {
    scanner.take();
    return readDoubleQuotes(scanner, parts);
  }
  if (scanner.starts('$((')) {
    if (readArithmetic(scanner, parts, quoted)) return true;
  }
  if (scanner.starts('$(')) return readSubstitution(scanner, parts, quoted);
  if (scanner.starts('${')) return readBracedVariable(scanner, parts, quoted);
  scanner.take();
  const variable = scanner.match(name);
  if (variable === undefined) parts.text('$', quoted);
  else parts.add({ kind: 'variable', name: variable, operator: '', quoted });
  return true;
}

function readAnsiQuotes(scanner: Scanner, parts: Parts): boolean {
  const start = scanner.position;
  const body = scanner.match(/\$'(?:[^'\\]|\\[\s\S])*'/y);
  if (body === undefined) scanner.fail("the quote $' is not closed", start);
  parts.text(decodeEscapes(body.slice(2, -1)), true);
  return true;
}

/** `$((…))`; false when it turns out to be a substitution that starts with a subshell. */
function readArithmetic(scanner: Scanner, parts: Parts, quoted: boolean): boolean {
  const end = closingBracket(scanner.text, scanner.position + 3, 2);
  if (end === undefined) return false;
  scanner.position = end;
  parts.add({ kind: 'arithmetic', quoted });
  return true;
}

/** Finds the end of text in `open` round brackets whose last two close together; undefined when there is none. */
export function closingBracket(text: string, from: number, open: number): number | undefined {
  let depth = open;
  for (let index = from; index < text.length; index += 1) {
    if (text[index] === '(') depth += 1;
    if (text[index] === ')') depth -= 1;
    if (depth === 1 && text[index] === ')') return text[index + 1] === ')' ? index + 2 : undefined;
  }
  return undefined;
}

function readSubstitution(scanner: Scanner, parts: Parts, quoted: boolean): boolean {
  parts.add({ kind: 'substitution', script: readBracketed(scanner, 2), quoted });
  return true;
}

function readBracketed(scanner: Scanner, opening: number): Script {
  const start = scanner.position;
  scanner.take(opening);
  const script = scanner.deeper(() => scanner.readScript(scanner, [')']));
  if (!scanner.starts(')')) scanner.fail('the bracket ( is not closed', start);
  scanner.take();
  return script;
}

function readBackquotes(scanner: Scanner, parts: Parts, quoted: boolean): boolean {
  const start = scanner.position;
  const body = scanner.match(/`(?:[^`\\]|\\[\s\S])*`/y);
  if (body === undefined) scanner.fail('the quote ` is not closed', start);
  const text = body.slice(1, -1).replace(/\\([`$\\])/g, '$1');
  const inner = new Scanner(text, scanner.readScript, scanner.placeFrom(start), scanner.depth);
  const script = inner.deeper(() => inner.readScript(inner, []));
  parts.add({ kind: 'substitution', script, quoted });
  return true;
}

/** `${name}`, `${name:-word}`, `${#name}`, `${!name}`; substitutions inside are read as well. */
function readBracedVariable(scanner: Scanner, parts: Parts, quoted: boolean): boolean {
  const start = scanner.position;
  scanner.take(2);
  const prefix = scanner.match(/[#!](?=[A-Za-z_0-9@*])/y) ?? '';
  const variable = scanner.match(name) ?? '';
  const from = scanner.position;
  const inner = new Parts();
  while (!scanner.starts('}')) {
    if (scanner.done) scanner.fail('the bracket ${ is not closed', start);
    readOperatorPiece(scanner, inner);
  }
  const operator = prefix + scanner.text.slice(from, scanner.position);
  scanner.take();
  parts.add({ kind: 'variable', name: variable, operator, quoted });
  for (const part of inner.list) if (part.kind === 'substitution') parts.add(part);
  return true;
}

function readOperatorPiece(scanner: Scanner, inner: Parts): void {
  const next = scanner.peek();
  if (next === '$') scanner.deeper(() => readDollar(scanner, inner, false));
  else if (next === '`') readBackquotes(scanner, inner, false);
  else if (next === "'" && scanner.text.includes("'", scanner.position + 1)) readSingleQuotes(scanner, inner);
  else if (next === '"') scanner.deeper(() => readDoubleQuotes(scanner, inner));
  else scanner.take(next === '\\' ? 2 : 1);
}

/** A bracket inside a word: `a=(1 2)`, `@(a|b)`; elsewhere it ends the word. */
function readGroupInWord(scanner: Scanner, parts: Parts, start: number): boolean {
  const before = scanner.text[scanner.position - 1] ?? '';
  if (scanner.position === start || !'=?*+@!'.includes(before)) return false;
  scanner.take();
  while (!scanner.starts(')')) {
    if (scanner.done) scanner.fail('the bracket ( is not closed', start);
    if (!scanner.deeper(() => readPiece(scanner, parts, start))) parts.text(scanner.take(), false);
  }
  scanner.take();
  return true;
}

function readProcessSubstitution(scanner: Scanner, parts: Parts): boolean {
  if (!scanner.starts('<(') && !scanner.starts('>(')) return false;
  const direction = scanner.starts('<(') ? 'in' : 'out';
  parts.add({ kind: 'process', direction, script: readBracketed(scanner, 2) });
  return true;
}
