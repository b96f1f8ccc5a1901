/** Words and commands after expansion, as rules and scores see them. */
import type { Place } from './syntax.ts';

/** Stands in `Word.shown` for a part that only running the command would tell. */
export const unknownText = '\ufffc';

export interface Word {
  /** What the program gets, quotes removed; undefined when part of it is known only at run time. */
  readonly text: string | undefined;
  /** The same with `unknownText` for each part that is not known. */
  readonly shown: string;
  /** As it stands in the text, quotes and variables and all. */
  readonly written: string;
  /** Whether any of it was quoted. */
  readonly quoted: boolean;
  /** Whether it has a `*`, `?` or `[` that the shell expands to file names. */
  readonly globs: boolean;
  /** The variables that it is made of. */
  readonly variables: readonly string[];
  readonly place: Place;
}

export interface Redirection {
  readonly operator: string;
  /** The file descriptor, when it is written. */
  readonly fd: number | undefined;
  /** A file, a descriptor, or the text of a here-document or here-string. */
  readonly target: Word;
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

/** How a command is reached that does not stand at the top of the text. */
export interface Reach {
  readonly kind:
    | 'wrapper'
    | 'remote'
    | 'container'
    | 'shell'
    | 'code'
    | 'substitution'
    | 'process'
    | 'subshell'
    | 'function'
    | 'loop'
    | 'script'
    | 'later'
    | 'trap';
  /** The program, function or construct: `sudo`, `bash`, `for`. */
  readonly by: string;
  /** The command that reaches it, where there is one. */
  readonly command?: SimpleCommand | undefined;
  /** The variable that a `for` loop sets. */
  readonly variable?: string | undefined;
  /** What a `for` loop runs over: `i in {1..9}`, `((;;))`. */
  readonly header?: string | undefined;
}

export interface Pipeline {
  readonly members: readonly SimpleCommand[];
  /** How many stages it has; a compound stage has more members, or none. */
  readonly length: number;
}

export interface SimpleCommand {
  readonly program: Word | undefined;
  readonly args: readonly Word[];
  readonly assignments: readonly Assignment[];
  readonly redirections: readonly Redirection[];
  readonly place: Place;
  readonly pipeline: Pipeline;
  /** The stage of the pipeline, from 0. */
  readonly index: number;
  readonly background: boolean;
  readonly negated: boolean;
  /** Outermost first. */
  readonly inside: readonly Reach[];
  /** What it reads on standard input, where that is known. */
  readonly input: string | undefined;
  /** The folder it runs in; relative to an unknown one below `startFolder`. */
  readonly folder: string;
}

/** Stand-ins for what is not known, so that `~`, `$HOME` and `..` can be followed. */
export const homeFolder = '/home/user';
export const startFolder = '/home/user/work/project';
