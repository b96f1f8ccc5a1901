/** Reads shell commands: what they would run, with what arguments, reached how, without running anything. */
import { Scanner, ShellSyntaxError } from './scanner.ts';
import { readScript } from './script-reader.ts';
import type { SyntaxProblem } from './syntax.ts';
import { loadSyntaxCheck, type SyntaxCheck } from './syntax-check.ts';
import { createScope } from './variables.ts';
import { Walk } from './walk.ts';
import { type SimpleCommand, startFolder } from './word.ts';

export { isInterpreter, isShell, nameOf } from './programs.ts';
export { staticOutput } from './static-output.ts';
export type { Place, SyntaxProblem } from './syntax.ts';
export {
  type Assignment,
  homeFolder,
  type Pipeline,
  type Reach,
  type Redirection,
  type SimpleCommand,
  startFolder,
  unknownText,
  type Word,
} from './word.ts';

/** Longer texts are refused. */
const longest = 200_000;

export type ShellReading =
  | {
      readonly ok: true;
      /** In the order in which they would run; those reached through others come after them. */
      readonly commands: readonly SimpleCommand[];
      /** What could not be read in texts inside the text, such as the argument of `eval`. */
      readonly unread: readonly SyntaxProblem[];
      /** False when there are more commands, or deeper ones, than are followed. */
      readonly complete: boolean;
    }
  | { readonly ok: false; readonly problem: SyntaxProblem };

export interface Shell {
  /** Reads a text that mvdan/sh accepts as a program for bash; never throws. */
  read(text: string): ShellReading;
}

/**
 * Loads the shell parser.
 *
 * mvdan/sh decides what is a program; the tree that its WebAssembly build gives ends at statements, so what is in
 * them is read here.
 *
 * @example
 * const shell = await loadShell();
 * shell.read('x=rm; $x -rf /'); // { ok: true, commands: [x=rm, rm -rf /], unread: [] }
 */
export async function loadShell(): Promise<Shell> {
  loading ??= loadSyntaxCheck();
  const check = await loading;
  return {
    read: (text) => {
      const reading = readCommands(text);
      const problem = reading.ok ? check(text) : undefined;
      return problem === undefined ? reading : { ok: false, problem };
    },
  };
}

let loading: Promise<SyntaxCheck> | undefined;

/** Reads a text without asking the parser: quick, and lenient where a text is almost a program. */
export function readCommands(text: string): ShellReading {
  if (text.length > longest) {
    return { ok: false, problem: { message: `it is longer than ${longest} characters`, offset: longest } };
  }
  try {
    const walk = new Walk();
    walk.script(readScript(new Scanner(text, readScript), []), {
      scope: createScope(startFolder),
      inside: [],
      input: undefined,
    });
    return { ok: true, commands: walk.commands, unread: walk.problems, complete: walk.complete };
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return { ok: false, problem: error.problem };
  }
}
