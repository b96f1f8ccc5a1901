/** Reads commands as bash does: lists, pipelines, compound commands, and the words of simple ones. */
import type { Command } from './command.ts';
import { checkCommand, checkPipeline } from './command-checks.ts';
import { openHereDocument, readLineBreak } from './here-documents.ts';
import { readArithmetic, readComment, readWord, type Word } from './quoting.ts';
import type { Pipeline, Role, Scan } from './scan.ts';
import { refuse, valuesSince } from './scan.ts';

const continuing = ['then', 'else', 'elif', 'do'];
const declaring = /^(?:declare|typeset|local|export|readonly)$/;
const redirection = /(?:\d+|\{[A-Za-z_]\w*\})?(?:<<<|<<-?|<>|<&|>>|>&|>\||<(?!\()|>(?!\())|&>>?/y;

/** Reads commands up to one of `closers`, which it consumes and returns; undefined at the end of the text. */
export function readCommands(scan: Scan, closers: readonly string[], bodyRole: Role = scan.role): string | undefined {
  for (;;) {
    const closer = skipSeparators(scan, closers);
    if (closer !== undefined) return closer;
    if (scan.done) break;
    const keyword = peekKeyword(scan);
    if (keyword !== '' && closers.includes(keyword)) return takeKeyword(scan, keyword);
    if (continuing.includes(keyword)) {
      takeKeyword(scan, keyword);
      scan.role = keyword === 'elif' ? 'condition' : bodyRole;
    } else readPipeline(scan);
  }
  if (closers[0] !== undefined) scan.unfinished ??= `the part that ${closers[0]} closes`;
  return undefined;
}

/** Skips what stands between commands; returns `)` or `;;` if that closes the list. */
function skipSeparators(scan: Scan, closers: readonly string[]): string | undefined {
  while (!scan.done) {
    if (skipBlanks(scan) || skipLine(scan)) continue;
    if (closers.includes(';;') && scan.match(/;;&|;;|;&/y) !== '') return ';;';
    if (scan.sees('&>')) return undefined;
    if (scan.match(/[;&|]/y) !== '') continue;
    if (!scan.take(')')) return undefined;
    if (closers.includes(')')) return ')';
    scan.unfinished ??= 'a list that ) closes and nothing opened';
  }
  return undefined;
}

const skipBlanks = (scan: Scan): boolean => scan.match(/(?:[ \t]|\\\n)+/y) !== '';

function skipLine(scan: Scan): boolean {
  if (scan.sees('\n')) readLineBreak(scan);
  else if (scan.sees('#')) readComment(scan);
  else return false;
  return true;
}

function skipLines(scan: Scan): void {
  while (skipBlanks(scan) || skipLine(scan));
}

/** The reserved word that comes next, or ''. */
function peekKeyword(scan: Scan): string {
  const pattern = /(?:[a-z]+|\[\[|[{}!])(?=[\s;&|<>()]|$)/y;
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0] ?? '';
  return scan.sees(found) ? found : '';
}

function takeKeyword(scan: Scan, keyword: string): string {
  scan.at += keyword.length;
  return keyword;
}

function readPipeline(scan: Scan): void {
  const outer = scan.pipeline;
  const start = scan.at;
  const pipeline: Pipeline = { parent: outer, writesEnvironmentFile: false };
  scan.pipeline = pipeline;
  const commands = [readCommand(scan)];
  while (takePipe(scan)) commands.push(readCommand(scan));
  checkPipeline(commands, pipeline);
  scan.pipelines.push({ pipeline, commands, role: scan.role, at: start, end: scan.at });
  scan.pipeline = outer;
}

function takePipe(scan: Scan): boolean {
  skipBlanks(scan);
  if (scan.sees('||') || scan.match(/\|&?/y) === '') return false;
  skipLines(scan);
  return true;
}

function readCommand(scan: Scan): Command {
  skipBlanks(scan);
  const start = scan.at;
  if (takePrefix(scan)) return readCommand(scan);
  const command: Command = { at: start, words: [], redirections: [], hereDocuments: [], values: [] };
  const count = scan.visits.length;
  if (readCompound(scan, command)) readRedirections(scan, command);
  else readSimple(scan, command);
  // Text that no shell accepts must not hold the reader up.
  if (scan.at === start) scan.at++;
  command.values.push(...valuesSince(scan, count));
  return command;
}

/** Takes a reserved word that any command may follow. */
function takePrefix(scan: Scan): boolean {
  const keyword = peekKeyword(scan);
  if (keyword !== '!' && keyword !== 'time' && keyword !== 'coproc') return false;
  takeKeyword(scan, keyword);
  if (keyword === 'time') scan.match(/[ \t]+-p(?=\s)/y);
  if (keyword === 'coproc') scan.match(/[ \t]+\w+(?=[ \t]+[{(])/y);
  return true;
}

/** How each reserved word goes on; all of them may be followed by redirections. */
const compounds: Record<string, (scan: Scan, command: Command) => void> = {
  '{': (scan) => void readCommands(scan, ['}']),
  if: (scan) => readConditioned(scan, 'fi'),
  while: (scan) => readConditioned(scan, 'done'),
  until: (scan) => readConditioned(scan, 'done'),
  for: readLoop,
  select: readLoop,
  case: readCase,
  function: (scan, command) => {
    skipBlanks(scan);
    scan.forbid('command-word', () => void readWord(scan));
    scan.match(/[ \t]*\([ \t]*\)/y);
    readFunctionBody(scan, command);
  },
  '[[': readConditional,
};

/** Reads a condition, and what it decides about. */
function readConditioned(scan: Scan, closer: string): void {
  const around = scan.role;
  scan.inRole('condition', () => void readCommands(scan, [closer], around));
}

function readCompound(scan: Scan, command: Command): boolean {
  if (takeCommandHole(scan)) return true;
  const read = Object.hasOwn(compounds, peekKeyword(scan)) ? compounds[peekKeyword(scan)] : undefined;
  if (read) {
    takeKeyword(scan, peekKeyword(scan));
    read(scan, command);
  } else if (scan.take('((')) readArithmetic(scan, '()', 2, 'arithmetic');
  else if (scan.take('(')) scan.readCommands(scan, [')']);
  else return false;
  return true;
}

/** The text of writeOutput() is a whole command: nothing may follow it but the end of a command. */
function takeCommandHole(scan: Scan): boolean {
  const hole = scan.holes.get(scan.at);
  if (hole?.kind !== 'command' || !/^[ \t]*(?:$|[\n;&|)])/.test(scan.text.slice(scan.at + 1, scan.end))) return false;
  scan.commands.add(hole.index);
  scan.at++;
  return true;
}

function readLoop(scan: Scan, command: Command): void {
  skipBlanks(scan);
  const count = scan.visits.length;
  if (scan.take('((')) readArithmetic(scan, '()', 2, 'arithmetic');
  else readLoopWords(scan, count);
  skipSeparators(scan, []);
  if (peekKeyword(scan) === '{') readCompound(scan, command);
  else readCommands(scan, ['done']);
}

function readLoopWords(scan: Scan, count: number): void {
  let name = '';
  scan.forbid('variable-name', () => {
    name = readWord(scan).raw;
  });
  skipLines(scan);
  if (peekKeyword(scan) !== 'in') return;
  takeKeyword(scan, 'in');
  while (skipBlanks(scan) || (scan.sees('#') ? skipLine(scan) : readWord(scan).raw !== ''));
  scan.assignments.push({ name, visits: valuesSince(scan, count) });
}

function readCase(scan: Scan): void {
  skipBlanks(scan);
  readWord(scan);
  skipLines(scan);
  takeKeyword(scan, peekKeyword(scan));
  for (;;) {
    skipLines(scan);
    if (peekKeyword(scan) === 'esac') return void takeKeyword(scan, 'esac');
    if (scan.done) break;
    readPatterns(scan);
    if (scan.readCommands(scan, [';;', 'esac']) !== ';;') return;
  }
  scan.unfinished ??= 'case';
}

function readPatterns(scan: Scan): void {
  scan.take('(');
  while (!scan.done && !scan.take(')')) {
    if (skipBlanks(scan) || scan.take('|')) continue;
    if (readWord(scan).raw === '') scan.at++;
  }
}

/** `[[ … ]]`: tells the operands of arithmetic tests from those of string tests. */
function readConditional(scan: Scan): void {
  const words: Word[] = [];
  for (;;) {
    scan.match(/(?:[ \t\n]|\\\n)+/y);
    if (scan.done || (scan.sees(']]') && scan.match(/\]\](?=[\s;&|<>()]|$)/y) !== '')) break;
    if (words.at(-1)?.raw !== '=~' && scan.match(/&&|\|\||[()]|[<>](?!\()/y) !== '') continue;
    words.push(readWord(scan, words.at(-1)?.raw === '=~' ? 'regex' : 'conditional'));
    if (words.at(-1)?.raw === '') scan.at++;
  }
  if (!/\]\]$/.test(scan.text.slice(0, scan.at))) scan.unfinished ??= '[[ ]]';
  for (const [index, word] of words.entries()) checkTest(scan, words, index, word.raw);
}

function checkTest(scan: Scan, words: readonly Word[], index: number, operator: string): void {
  const [before, after] = [words[index - 1], words[index + 1]];
  if (/^-(?:eq|ne|lt|le|gt|ge)$/.test(operator)) {
    refuse([...(before?.values ?? []), ...(after?.values ?? [])], 'numeric-test');
    scan.evaluate(`${before?.raw} ${after?.raw}`);
  }
  if (operator === '-v' || operator === '-R') refuse(after?.values ?? [], 'variable-name');
}

function readRedirections(scan: Scan, command: Command): void {
  while (skipBlanks(scan) || readRedirection(scan, command));
}

function readRedirection(scan: Scan, command: Command): boolean {
  // A number of the author's is an argument, even right before < or >.
  const operator = scan.holes.has(scan.at) ? '' : scan.match(redirection);
  if (operator === '') return false;
  skipBlanks(scan);
  const document = /<<-?$/.test(operator) && !operator.endsWith('<<<');
  if (document) command.hereDocuments.push(openHereDocument(scan, operator.endsWith('-')));
  else command.redirections.push({ operator, word: readWord(scan) });
  return true;
}

function readSimple(scan: Scan, command: Command): void {
  while (!scan.done) {
    if (skipBlanks(scan) || readRedirection(scan, command)) continue;
    if (scan.sees('#')) readComment(scan);
    if (scan.sees('(') && command.words.length === 1) readFunction(scan, command);
    if (/^(?:[\n;&|)(]|)$/.test(scan.peek())) break;
    readCommandWord(scan, command);
  }
  checkCommand(scan, command);
}

function readCommandWord(scan: Scan, command: Command): void {
  const first = command.words[0];
  const assignable = first === undefined || declaring.test(first.prefix);
  const word = readWord(scan, assignable ? 'assignable' : 'plain');
  if (word.raw === '') scan.at++;
  if (assignable && word.assigns !== undefined) scan.assignments.push({ name: word.assigns, visits: word.values });
  if (assignable && word.assigns !== undefined) nameIsNoValue(scan, word);
  if (first !== undefined || word.assigns === undefined) command.words.push(word);
}

/** A literal in front of the `=` is part of the name: quotes would make the word a command. */
function nameIsNoValue(scan: Scan, word: Word): void {
  const equals = scan.at - word.raw.length + word.raw.indexOf('=');
  refuse(
    word.literals.filter((visit) => visit.at < equals),
    'variable-name',
  );
}

function readFunction(scan: Scan, command: Command): void {
  refuse([...(command.words[0]?.values ?? []), ...(command.words[0]?.literals ?? [])], 'command-word');
  if (scan.match(/\([ \t]*\)/y) !== '') readFunctionBody(scan, command);
}

/** What the body redirects, every call of the function redirects. */
function readFunctionBody(scan: Scan, command: Command): void {
  skipLines(scan);
  const body = readCommand(scan);
  command.redirections.push(...body.redirections);
  command.hereDocuments.push(...body.hereDocuments);
}
