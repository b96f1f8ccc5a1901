/** Reads words as bash does: quotes, escapes, expansions, and the holes inside them. */
import type { SafePlace, UnsafePlace } from './places.ts';
import type { Scan, Visit } from './scan.ts';
import { valuesSince } from './scan.ts';

/** One word of a command. */
export interface Word {
  readonly at: number;
  readonly raw: string;
  /** The text without its quotes, up to the first part that only the shell knows. */
  readonly prefix: string;
  /** Whether `prefix` is all of it. */
  readonly fixed: boolean;
  readonly quoted: boolean;
  /** The variable that is assigned to, for `NAME=…` and `NAME[…]=…`. */
  readonly assigns: string | undefined;
  /** Values in the word, those in nested commands too. */
  readonly values: readonly Visit[];
  /** Plain literals in the word. */
  readonly literals: readonly Visit[];
}

/** What kind of word is expected: an assignment, the operand of `[[ ]]`, or the pattern behind `=~`. */
export type WordKind = 'plain' | 'assignable' | 'conditional' | 'regex';

interface Draft {
  prefix: string;
  fixed: boolean;
  quoted: boolean;
  subscripted: boolean;
  assigns: string | undefined;
}

const metacharacters = ' \t\n;&|<>()';

export function readWord(scan: Scan, kind: WordKind = 'plain'): Word {
  const draft: Draft = { prefix: '', fixed: true, quoted: false, subscripted: false, assigns: undefined };
  const start = scan.at;
  const count = scan.visits.length;
  while (!scan.done && readBarePart(scan, draft, kind, start));
  const literals = scan.visits.slice(count).filter((visit) => visit.hole.kind === 'literal');
  return { ...draft, at: start, raw: scan.text.slice(start, scan.at), values: valuesSince(scan, count), literals };
}

function add(draft: Draft, text: string): void {
  if (draft.fixed) draft.prefix += text;
}

/** Reads the next part of a word; false where the word ends. */
function readBarePart(scan: Scan, draft: Draft, kind: WordKind, start: number): boolean {
  if (scan.takeHole('bare')) draft.fixed = false;
  else if (readQuoted(scan, draft)) draft.quoted = true;
  else if (scan.peek() === '$') readDollar(scan, 'bare', draft);
  else if (scan.sees('<(') || scan.sees('>(')) readProcess(scan, draft);
  else if (scan.peek() === '(' && opensArray(draft, scan)) readArray(scan, draft);
  else if (scan.peek() === '(' && opensGroup(scan, kind, start)) readGroup(scan, draft);
  else if (scan.peek() === '[' && kind === 'assignable' && isName(draft.prefix) && draft.fixed)
    readSubscript(scan, draft);
  else if (metacharacters.includes(scan.peek()) && !(kind === 'regex' && scan.peek() === '|')) return false;
  else readCharacter(scan, draft);
  return true;
}

function readCharacter(scan: Scan, draft: Draft): void {
  const character = scan.peek();
  if (character === '=' && draft.assigns === undefined && !draft.quoted) draft.assigns = assignedName(draft);
  add(draft, character);
  scan.at++;
}

function assignedName(draft: Draft): string | undefined {
  const match = /^([A-Za-z_]\w*)(\[)?/.exec(draft.prefix);
  const plain = draft.fixed && /^[A-Za-z_]\w*\+?$/.test(draft.prefix);
  return plain || (draft.subscripted && match?.[2]) ? match?.[1] : undefined;
}

const isName = (text: string): boolean => /^[A-Za-z_]\w*$/.test(text);
const opensArray = (draft: Draft, scan: Scan): boolean => draft.assigns !== undefined && scan.text[scan.at - 1] === '=';
const opensGroup = (scan: Scan, kind: WordKind, start: number): boolean =>
  kind === 'regex' || (scan.at > start && (kind === 'conditional' || '?*+@!'.includes(scan.text[scan.at - 1] ?? ' ')));

/** Reads an escape or a quoted string outside double quotes. */
function readQuoted(scan: Scan, draft: Draft): boolean {
  if (scan.sees('\\')) readEscape(scan, draft);
  else if (scan.take("'")) readSingleQuotes(scan, draft);
  else if (scan.take('"')) readDoubleQuotes(scan, draft);
  else if (scan.take("$'")) readEscapedQuotes(scan, draft);
  else if (scan.take('$"')) readDoubleQuotes(scan, draft);
  else if (scan.take('`')) readBackticks(scan, draft);
  else return false;
  return true;
}

function readEscape(scan: Scan, draft: Draft): void {
  if (scan.peek(1) !== '\n') add(draft, scan.peek(1));
  scan.at += 2;
}

function readSingleQuotes(scan: Scan, draft: Draft): void {
  const end = scan.text.indexOf("'", scan.at);
  if (end < 0 || end >= scan.end) scan.unfinished ??= 'single quotes';
  const stop = end < 0 || end >= scan.end ? scan.end : end;
  addLiterally(scan, draft, stop, 'single-quotes');
  scan.at = stop + 1;
}

function addLiterally(scan: Scan, draft: Draft, end: number, place: UnsafePlace): void {
  add(draft, scan.text.slice(scan.at, end));
  const count = scan.visits.length;
  scan.skipLiterally(end, place);
  if (valuesSince(scan, count).length > 0) draft.fixed = false;
}

/** `$'…'`: the escapes stay unread, nothing depends on them. */
function readEscapedQuotes(scan: Scan, draft: Draft): void {
  let end = scan.at;
  while (end < scan.end && scan.text[end] !== "'") end += scan.text[end] === '\\' ? 2 : 1;
  if (end >= scan.end) scan.unfinished ??= "$'…'";
  addLiterally(scan, draft, Math.min(end, scan.end), 'single-quotes');
  scan.at = end + 1;
}

/** In backticks, quotes do not hide the closing backtick: only a backslash does. */
function readBackticks(scan: Scan, draft: Draft): void {
  draft.fixed = false;
  let end = scan.at;
  while (end < scan.end && scan.text[end] !== '`') end += scan.text[end] === '\\' ? 2 : 1;
  if (end >= scan.end) scan.unfinished ??= 'backticks';
  scan.skipLiterally(Math.min(end, scan.end), 'backticks');
  scan.at = end + 1;
}

function readDoubleQuotes(scan: Scan, draft: Draft): void {
  while (!scan.done && !scan.sees('"')) readExpanded(scan, 'double-quotes', draft);
  if (!scan.take('"')) scan.unfinished ??= 'double quotes';
}

/** Reads one part of a text in which only `$`, backtick and backslash are special. */
export function readExpanded(scan: Scan, place: SafePlace, draft: Draft = unknownDraft()): void {
  if (scan.takeHole(place)) draft.fixed = false;
  else if (scan.sees('\\')) readEscape(scan, draft);
  else if (scan.take('`')) readBackticks(scan, draft);
  else if (scan.sees('$')) readDollar(scan, place, draft);
  else {
    add(draft, scan.peek());
    scan.at++;
  }
}

const unknownDraft = (): Draft => ({ prefix: '', fixed: false, quoted: true, subscripted: false, assigns: undefined });

function readDollar(scan: Scan, place: SafePlace, draft: Draft): void {
  draft.fixed = false;
  if (scan.take('$((')) readArithmetic(scan, '()', 2, 'arithmetic');
  else if (scan.take('$(')) readSubstitution(scan);
  else if (scan.take('$[')) readArithmetic(scan, '[]', 1, 'arithmetic');
  else if (scan.take('${')) readParameter(scan, place);
  else if (scan.match(/\$(?:[A-Za-z_]\w*|[0-9@*#?$!-])/y) === '') {
    scan.at++;
    scan.forbid('after-dollar', () => void scan.takeHole(place));
  }
}

/** `$( … )` and `<( … )`: commands of their own, with their own here-documents. */
function readSubstitution(scan: Scan): void {
  const outer = scan.hereDocuments;
  scan.hereDocuments = [];
  scan.inRole('substitution', () => scan.readCommands(scan, [')']));
  if (scan.hereDocuments.length > 0) scan.unfinished ??= 'a here-document inside $( )';
  scan.hereDocuments = outer;
}

function readProcess(scan: Scan, draft: Draft): void {
  draft.fixed = false;
  scan.at += 2;
  readSubstitution(scan);
}

/** Reads up to the bracket that closes `depth` open ones; bash evaluates what it holds, text of variables too. */
export function readArithmetic(scan: Scan, brackets: string, depth: number, place: UnsafePlace): void {
  const draft = unknownDraft();
  const start = scan.at;
  scan.forbid(place, () => {
    let open = depth;
    while (open > 0 && !scan.done) {
      if (scan.takeHole('bare') || readQuoted(scan, draft)) continue;
      if (scan.sees('$')) readDollar(scan, 'bare', draft);
      else if (scan.take(brackets.charAt(0))) open++;
      else if (scan.take(brackets.charAt(1))) open--;
      else scan.at++;
    }
    if (open > 0) scan.unfinished ??= place;
  });
  // A subscript may belong to an associative array, which evaluates nothing.
  if (place !== 'subscript') scan.evaluate(scan.text.slice(start, scan.at));
}

function readSubscript(scan: Scan, draft: Draft): void {
  scan.at++;
  readArithmetic(scan, '[]', 1, 'subscript');
  add(draft, '[');
  draft.fixed = false;
  draft.subscripted = true;
}

/** `NAME=( … )`: words of their own, each perhaps with a `[subscript]=` before it. */
function readArray(scan: Scan, draft: Draft): void {
  draft.fixed = false;
  scan.at++;
  for (;;) {
    scan.match(/(?:[ \t\n]|\\\n)+/y);
    if (scan.done || scan.take(')')) break;
    if (scan.sees('#')) readComment(scan);
    else if (scan.take('[')) readArithmetic(scan, '[]', 1, 'subscript');
    else if (readWord(scan).raw === '') scan.at++;
  }
  if (scan.text[scan.at - 1] !== ')') scan.unfinished ??= 'an array';
}

export function readComment(scan: Scan): void {
  const end = scan.text.indexOf('\n', scan.at);
  scan.skipLiterally(end < 0 ? scan.end : Math.min(end, scan.end), 'comment');
}

/** A parenthesis inside a pattern: `@(a|b)`, or a group of a regular expression. */
function readGroup(scan: Scan, draft: Draft): void {
  draft.fixed = false;
  scan.at++;
  while (!scan.done && !scan.sees(')')) {
    if (scan.takeHole('bare') || readQuoted(scan, draft)) continue;
    if (scan.sees('$')) readDollar(scan, 'bare', draft);
    else if (scan.sees('(')) readGroup(scan, draft);
    else scan.at++;
  }
  if (!scan.take(')')) scan.unfinished ??= 'a pattern';
}

/** `${ … }`: the name, a subscript, and an operand that the operator decides how to read. */
function readParameter(scan: Scan, place: SafePlace): void {
  scan.match(/(?:[#!](?=[\w@*#?$!-]))?(?:[A-Za-z_]\w*|\d+|[@*#?$!-])/y);
  if (scan.take('[')) readArithmetic(scan, '[]', 1, 'subscript');
  const operator = scan.match(/:?[-+?=]|:|##?|%%?|\^\^?|,,?|\/[/#%]?|@/y);
  if (operator === ':') readArithmetic(scan, '{}', 1, 'arithmetic');
  else if (operator.startsWith('/')) readReplacement(scan, place);
  else readValue(scan, operator, place);
}

/** What stands behind an operator such as `:-` or `##`. */
function readValue(scan: Scan, operator: string, place: SafePlace): void {
  const pattern = /^[#%^,]/.test(operator);
  const refused = operator === '' ? 'variable-name' : operator.endsWith('=') ? assigningDefault(place) : undefined;
  scan.forbid(refused, () => readOperand(scan, pattern ? 'bare' : place, '}'));
}

// Bash splits the value that := assigned, as it splits any unquoted variable.
const assigningDefault = (place: SafePlace): UnsafePlace | undefined =>
  place === 'bare' ? 'assigning-default' : undefined;

function readReplacement(scan: Scan, place: SafePlace): void {
  if (readOperand(scan, 'bare', '/}') === '}') return;
  // Inside double quotes bash up to 4.2 keeps quotes in the replacement, and 5.2 replaces a bare &.
  scan.forbid(place === 'bare' ? undefined : 'replacement', () => readOperand(scan, 'bare', '}'));
}

/** Reads up to one of `stops` and returns it. Bash pairs quotes here even inside double quotes. */
function readOperand(scan: Scan, place: SafePlace, stops: string): string {
  const draft = unknownDraft();
  while (!scan.done && !stops.includes(scan.peek())) {
    // In a here-document an apostrophe is only text.
    if (place === 'here-document' && scan.take("'")) continue;
    if (scan.takeHole(place) || readQuoted(scan, draft)) continue;
    if (scan.sees('$')) readDollar(scan, place, draft);
    else scan.at++;
  }
  if (scan.done) scan.unfinished ??= '${ … }';
  return scan.text[scan.at++] ?? '';
}
