/** Refuses values where a command would run them as code, whatever their quotes. */
import { type Command, programName } from './command.ts';
import type { UnsafePlace } from './places.ts';
import {
  dataCommands,
  evaluators,
  type Interpreter,
  interpreters,
  queryReaders,
  textReaders,
  type Wrapper,
  wrappers,
} from './programs.ts';
import type { Word } from './quoting.ts';
import { holeCharacter, type Pipeline, refuse, type Scan } from './scan.ts';
import { checkVariableNames } from './variable-names.ts';

const environmentFiles = /GITHUB_(?:ENV|PATH|OUTPUT|STATE)\b/;

/** Checks a simple command once all its words are read. */
export function checkCommand(scan: Scan, command: Command): void {
  const { words } = command;
  const program = findProgram(words);
  const name = programName(words[program]);
  // For a literal this only means that it gets no quotes: the author typed a command.
  refuse(words[program]?.literals ?? [], 'command-word');
  refuse(words[program]?.values ?? [], isAssignmentName(words[program]) ? 'variable-name' : 'command-word');
  if (name === undefined || !dataCommands.test(name)) checkPrograms(scan, command);
  if (evaluators.test(name ?? '')) refuseCode(scan, words.slice(program + 1), 'evaluated');
  if (name === 'let') checkLet(scan, words.slice(program + 1));
  checkVariableNames(scan, name ?? '', words.slice(program + 1));
  if (name === 'exec' && words.length === 1 && redirectsToEnvironment(command))
    rootOf(scan.pipeline).writesEnvironmentFile = true;
}

function refuseWords(words: readonly Word[], place: UnsafePlace): void {
  for (const word of words) refuse(word.values, place);
}

/** Refuses values in code, and in the variables that the shell expands into it. */
function refuseCode(scan: Scan, words: readonly Word[], place: UnsafePlace): void {
  refuseWords(words, place);
  const expanded = words.filter((word) => !word.fixed).map((word) => word.raw);
  scan.evaluate((expanded.join(' ').match(/\$\{?[A-Za-z_]\w*/g) ?? []).join(' '));
}

function checkLet(scan: Scan, words: readonly Word[]): void {
  refuseWords(words, 'arithmetic');
  for (const word of words) scan.evaluate(word.raw);
}

const isAssignmentName = (word: Word | undefined): boolean =>
  word !== undefined && new RegExp(`^[\\w${holeCharacter}]+\\+?=`).test(word.raw);

/** The index of the word that names the program, behind sudo, env, xargs and their kind. */
export function findProgram(words: readonly Word[]): number {
  let index = 0;
  for (;;) {
    const name = programName(words[index]);
    if (name === 'command' && /^-[vV]$/.test(words[index + 1]?.prefix ?? '')) return index;
    const wrapper = name !== undefined && Object.hasOwn(wrappers, name) ? wrappers[name] : undefined;
    const next = wrapper ? skipWrapper(words, index + 1, wrapper) : undefined;
    if (next === undefined || next >= words.length) return index;
    index = next;
  }
}

function skipWrapper(words: readonly Word[], from: number, wrapper: Wrapper): number {
  let index = from;
  let operands = wrapper.operands ?? 0;
  for (; index < words.length; index++) {
    const text = words[index]?.prefix ?? '';
    if (wrapper.takes.test(text)) index++;
    else if (!/^-|^[A-Za-z_]\w*=/.test(text) && operands-- <= 0) break;
  }
  return index;
}

/** A program's name may stand anywhere: behind sudo, find -exec, docker exec, xargs. */
function checkPrograms(scan: Scan, command: Command): void {
  for (const [index, word] of command.words.entries()) {
    const name = programName(word) ?? shellVariable(word);
    if (name === undefined) continue;
    if (/^-(?:exec|execdir|ok|okdir)$/.test(name)) refuse(command.words[index + 1]?.values ?? [], 'command-word');
    const rest = command.words.slice(index + 1);
    for (const each of interpreters) if (each.names.test(name)) checkInterpreter(scan, each, rest);
    for (const each of textReaders) if (each.names.test(name)) checkTextReader(command, each.data, rest, name);
    if (queryReaders.test(name)) checkQuery(rest);
  }
  if (readsCode(command.words)) refuseInput(command);
}

/** `$SHELL -c` and `$BASH -c` are shells too. */
const shellVariable = (word: Word): string | undefined =>
  /^"?\$\{?(?:SHELL|BASH)\}?"?$/.test(word.raw) ? 'sh' : undefined;

function checkInterpreter(scan: Scan, interpreter: Interpreter, words: readonly Word[]): void {
  const { code } = readOptions(interpreter, words);
  refuseCode(scan, code, 'nested-code');
  const file = words.find((word) => word.raw.startsWith('<('));
  if (file) refuse(file.values, 'nested-code');
}

interface Options {
  /** The words that hold program text. */
  readonly code: readonly Word[];
  /** The words behind the options. */
  readonly operands: readonly Word[];
}

function readOptions(interpreter: Interpreter, words: readonly Word[]): Options {
  const code: Word[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) break;
    if (word.fixed && interpreter.code.test(word.prefix)) {
      const text = codeBehind(interpreter, words, index);
      code.push(...text.words);
      if (interpreter.all || interpreter.firstOperand) return { code, operands: code };
      index = text.last;
    } else if (interpreter.glued?.test(word.prefix)) code.push(word);
    else if (interpreter.takes?.test(word.prefix)) index++;
    else if (isOperand(word) && !interpreter.operands) return { code, operands: words.slice(index) };
  }
  return { code, operands: code };
}

// What only the shell knows ($options) may be an option.
const isOperand = (word: Word): boolean => word.prefix !== '' && !/^[-+/]./.test(word.prefix);

function codeBehind(
  interpreter: Interpreter,
  words: readonly Word[],
  option: number,
): { words: readonly Word[]; last: number } {
  let last = option + 1;
  if (interpreter.all) return { words: words.slice(last), last: words.length };
  for (; interpreter.firstOperand && last < words.length - 1; last++) {
    const text = words[last]?.prefix ?? '';
    if (interpreter.takes?.test(text)) last++;
    else if (!/^[-+]./.test(text)) break;
  }
  return { words: words.slice(option + 1, last + 1), last };
}

/** Whether the command would run its standard input. */
function readsCode(words: readonly Word[]): boolean {
  if (dataCommands.test(programName(words[findProgram(words)]) ?? '')) return false;
  return words.some((word, index) => {
    const name = programName(word) ?? shellVariable(word);
    const interpreter = interpreters.find((each) => name !== undefined && each.names.test(name));
    if (!interpreter || interpreter.stdin === 'never') return name === 'ssh';
    const { operands } = readOptions(interpreter, words.slice(index + 1));
    const reads = operands.length === 0 || operands[0]?.prefix === '-' || words.some((each) => each.prefix === '-s');
    return interpreter.stdin === 'always' ? true : reads;
  });
}

/** Refuses values in here-documents and here-strings. */
function refuseInput(command: Command): void {
  for (const { operator, word } of command.redirections) {
    if (operator.endsWith('<<<') || word.raw.startsWith('<(')) refuse(word.values, 'nested-code');
  }
  for (const document of command.hereDocuments) {
    document.forbidden = 'nested-code';
    refuse(document.visits, 'nested-code');
  }
}

function checkTextReader(command: Command, data: RegExp, words: readonly Word[], name: string): void {
  for (const [index, word] of words.entries()) {
    const plain =
      data.test(words[index - 1]?.prefix ?? '-') || (/awk$/.test(name) && /^(?:-v|--assign=)\w+=/.test(word.prefix));
    if (!plain) refuse(word.values, 'program-text');
  }
  if (name === 'ssh') refuseInput(command);
}

function checkQuery(words: readonly Word[]): void {
  const rest = words.findIndex((word) => word.prefix === '--args' || word.prefix === '--jsonargs');
  for (const [index, word] of words.slice(0, rest < 0 ? words.length : rest).entries()) {
    const named = /^--(?:raw|slurp)?(?:arg|argjson|file)$/.test(words[index - 2]?.prefix ?? '');
    const alone = word.raw === holeCharacter || word.raw === `"${holeCharacter}"`;
    if (!named && !alone) refuse(word.values, 'program-text');
  }
}

/** Checks what commands do to each other: environment files, and text piped into an interpreter. */
export function checkPipeline(commands: readonly Command[], pipeline: Pipeline): void {
  if (commands.some(redirectsToEnvironment)) pipeline.writesEnvironmentFile = true;
  const last = commands.findLastIndex((command) => readsCode(command.words));
  for (const command of commands.slice(0, Math.max(last, 0))) {
    const name = programName(command.words[findProgram(command.words)]) ?? '';
    if (command.words.length > 0 && !/^(?:echo|printf|cat)$/.test(name)) continue;
    refuse(command.values, 'nested-code');
    refuseInput(command);
  }
}

function redirectsToEnvironment(command: Command): boolean {
  const written = command.redirections.filter((redirection) => redirection.operator.includes('>'));
  const tee = command.words.some((word) => programName(word) === 'tee') ? command.words : [];
  return [...written.map((redirection) => redirection.word), ...tee].some((word) => environmentFiles.test(word.raw));
}

const rootOf = (pipeline: Pipeline): Pipeline => (pipeline.parent ? rootOf(pipeline.parent) : pipeline);
