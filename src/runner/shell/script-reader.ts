/** Reads a list of commands: pipelines, compound commands, functions. Source: POSIX.1-2024, Shell Command Language, 2.10. */
import { readAssignment, readRedirection, takeDocuments } from './redirection-reader.ts';
import type { Scanner } from './scanner.ts';
import type { RawAssignment, RawRedirection, RawWord, Script, Stage, Statement } from './syntax.ts';
import { closingBracket, readWord } from './word-reader.ts';

const reserved = /(?:if|then|elif|else|fi|while|until|for|select|do|done|case|esac|\{|\}|\)|;;)(?=[\s;&|()<>]|$)/y;
const blanks = /(?:[ \t\r]|\\\r?\n)+/y;
const comment = /#[^\n]*/y;
const newline = /\n/y;
const functionHead =
  /(?:function[ \t]+([^\s()<>|&;'"`$]+)[ \t]*(?:\([ \t]*\))?|([^\s()<>|&;'"`$={}]+)[ \t]*\([ \t]*\))\s*(?=[{(]|if|while|until|for|case)/y;

function skipBlanks(scanner: Scanner): void {
  while (scanner.match(blanks) !== undefined || scanner.match(comment) !== undefined);
}

/** Skips blanks, comments and line ends, and reads the here-documents that start there. */
function skipLines(scanner: Scanner): void {
  for (;;) {
    skipBlanks(scanner);
    if (scanner.match(newline) === undefined) return;
    takeDocuments(scanner);
  }
}

function peekReserved(scanner: Scanner): string | undefined {
  if (scanner.starts(')')) return ')';
  if (scanner.starts(';;') || scanner.starts(';&')) return ';;';
  reserved.lastIndex = scanner.position;
  return reserved.exec(scanner.text)?.[0];
}

/** Reads commands up to one of the words in `ends`, which it leaves there, or to the end of the text. */
export function readScript(scanner: Scanner, ends: readonly string[]): Script {
  const statements: Statement[] = [];
  for (;;) {
    skipLines(scanner);
    if (scanner.done) break;
    const word = peekReserved(scanner);
    if (word !== undefined && ends.includes(word)) break;
    if (scanner.match(/;(?!;)|&&|\|\||&/y) !== undefined) continue;
    if (word !== undefined && !openers.has(word)) scanner.fail(`\`${word}\` does not belong here`);
    statements.push(readStatement(scanner));
  }
  if (scanner.done && ends.length === 0) takeDocuments(scanner);
  return { statements };
}

const openers: ReadonlySet<string> = new Set(['if', 'while', 'until', 'for', 'select', 'case', '{']);

function readStatement(scanner: Scanner): Statement {
  const start = scanner.position;
  const negated = scanner.match(/(?:(?:!|time(?:[ \t]+-p)?)[ \t]+)+/y)?.includes('!') ?? false;
  const stages: Stage[] = [];
  do {
    skipLines(scanner);
    stages.push(readStage(scanner));
    skipBlanks(scanner);
  } while (scanner.match(/\|(?!\|)&?/y) !== undefined);
  const background = scanner.match(/&(?![&>])/y) !== undefined;
  if (scanner.position === start) scanner.fail(`unexpected \`${scanner.peek()}\``);
  return { stages, negated, background };
}

function readStage(scanner: Scanner): Stage {
  const start = scanner.position;
  if (scanner.done) scanner.fail('a command is missing at the end');
  const head = matchGroups(scanner, functionHead);
  if (head !== undefined) {
    const name = head[1] ?? head[2] ?? '';
    const body = scanner.deeper(() => readStage(scanner));
    const script = { statements: [{ stages: [body], negated: false, background: false }] };
    return { kind: 'function', name, body: script, redirections: [], place: scanner.placeFrom(start) };
  }
  const compound = scanner.deeper(() => readCompound(scanner));
  if (compound === undefined) return readSimple(scanner);
  return { kind: 'compound', ...compound, redirections: readRedirections(scanner), place: scanner.placeFrom(start) };
}

function matchGroups(scanner: Scanner, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = scanner.position;
  const found = pattern.exec(scanner.text) ?? undefined;
  if (found !== undefined) scanner.position += found[0].length;
  return found;
}

type Compound = Omit<Extract<Stage, { kind: 'compound' }>, 'kind' | 'redirections' | 'place'>;

function readCompound(scanner: Scanner): Compound | undefined {
  if (scanner.starts('((')) {
    const end = closingBracket(scanner.text, scanner.position + 2, 2);
    if (end !== undefined) {
      scanner.position = end;
      return { construct: 'group', bodies: [] };
    }
  }
  if (scanner.starts('(')) {
    scanner.take();
    return { construct: 'subshell', bodies: [readBody(scanner, ')')] };
  }
  const word = peekReserved(scanner);
  switch (word) {
    case '{':
      scanner.take();
      return { construct: 'group', bodies: [readBody(scanner, '}')] };
    case 'if':
      return { construct: 'branch', bodies: readBranches(scanner) };
    case 'while':
    case 'until':
      scanner.take(word.length);
      return { construct: 'loop', bodies: [readBody(scanner, 'do'), readBody(scanner, 'done')] };
    case 'for':
    case 'select':
      scanner.take(word.length);
      return readFor(scanner);
    case 'case':
      scanner.take(word.length);
      return { construct: 'branch', bodies: readCases(scanner) };
    default:
      return undefined;
  }
}

/** Reads commands up to `end`, and takes that too. */
function readBody(scanner: Scanner, end: string): Script {
  const start = scanner.position;
  const script = readScript(scanner, [end]);
  if (scanner.done) scanner.fail(`\`${end}\` is missing`, start);
  scanner.take(end.length);
  return script;
}

function readBranches(scanner: Scanner): readonly Script[] {
  const bodies: Script[] = [];
  scanner.take(2);
  for (;;) {
    bodies.push(readScript(scanner, ['then', 'elif', 'else', 'fi']));
    if (scanner.done) scanner.fail('`fi` is missing');
    const word = scanner.match(/then|elif|else|fi/y);
    if (word === 'fi') return bodies;
  }
}

function readFor(scanner: Scanner): Compound {
  skipBlanks(scanner);
  const start = scanner.position;
  const headerText = (): string => scanner.text.slice(start, scanner.position).trim();
  if (scanner.starts('((')) {
    scanner.position = closingBracket(scanner.text, scanner.position + 2, 2) ?? scanner.fail('`((` is not closed');
    const header = headerText();
    return { construct: 'loop', header, bodies: [readLoopBody(scanner)] };
  }
  const name = scanner.match(/[A-Za-z_][A-Za-z0-9_]*/y) ?? scanner.fail('`for` needs a name');
  skipLines(scanner);
  const values = scanner.match(/in(?=[\s;])/y) === undefined ? [] : readWords(scanner);
  const header = headerText();
  return { construct: 'loop', variable: { name, values }, header, bodies: [readLoopBody(scanner)] };
}

function readLoopBody(scanner: Scanner): Script {
  skipLines(scanner);
  scanner.match(/;/y);
  skipLines(scanner);
  if (scanner.match(/do(?=\s)/y) !== undefined) return readBody(scanner, 'done');
  if (scanner.match(/\{(?=\s)/y) !== undefined) return readBody(scanner, '}');
  return scanner.fail('`do` is missing');
}

function readWords(scanner: Scanner): readonly RawWord[] {
  const words: RawWord[] = [];
  for (;;) {
    skipBlanks(scanner);
    const word = readWord(scanner);
    if (word === undefined) return words;
    words.push(word);
  }
}

function readCases(scanner: Scanner): readonly Script[] {
  const bodies: Script[] = [];
  skipBlanks(scanner);
  readWord(scanner);
  skipLines(scanner);
  if (scanner.match(/in(?=\s)/y) === undefined) scanner.fail('`in` is missing');
  for (;;) {
    skipLines(scanner);
    if (scanner.match(/esac/y) !== undefined) return bodies;
    if (scanner.match(/\(?[^()\n]*\)/y) === undefined) scanner.fail('`esac` is missing');
    bodies.push(readScript(scanner, [';;', 'esac']));
    scanner.match(/;;&?|;&/y);
  }
}

function readRedirections(scanner: Scanner): readonly RawRedirection[] {
  const redirections: RawRedirection[] = [];
  for (;;) {
    skipBlanks(scanner);
    if (!readRedirection(scanner, redirections)) return redirections;
  }
}

function readSimple(scanner: Scanner): Stage {
  const start = scanner.position;
  const assignments: RawAssignment[] = [];
  const words: RawWord[] = [];
  const redirections: RawRedirection[] = [];
  if (scanner.match(/\[\[(?=\s)/y) !== undefined) skipTest(scanner, words);
  let end = scanner.position;
  for (;;) {
    skipBlanks(scanner);
    const assignment = words.length === 0 ? readAssignment(scanner) : undefined;
    if (assignment !== undefined) assignments.push(assignment);
    else if (!readRedirection(scanner, redirections)) {
      const word = readWord(scanner);
      if (word === undefined) break;
      words.push(word);
    }
    end = scanner.position;
  }
  if (end === start) scanner.fail(`unexpected \`${scanner.peek()}\``);
  const place = scanner.origin ?? { start, end };
  return { kind: 'simple', assignments, words, redirections, place };
}

const testWord = { parts: [{ kind: 'text', value: '[[', quoted: false }], written: '[[' } as const;

/** `[[ … ]]` runs nothing but what is substituted in it. */
function skipTest(scanner: Scanner, words: RawWord[]): void {
  const start = scanner.position - 2;
  words.push({ ...testWord, place: scanner.placeFrom(start) });
  while (scanner.match(/\s*\]\](?=[\s;&|)]|$)/y) === undefined) {
    if (scanner.done) scanner.fail('`[[` is not closed', start);
    const word = readWord(scanner);
    if (word === undefined) scanner.take();
    else words.push(word);
  }
}
