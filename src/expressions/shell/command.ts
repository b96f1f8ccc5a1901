/** One command of a pipeline, as far as the checks need it. */
import type { Word } from './quoting.ts';
import type { HereDocument, Visit } from './scan.ts';

/** What stands behind `<`, `>` and their kind. */
export interface Redirection {
  readonly operator: string;
  readonly word: Word;
}

/** A compound command has no words of its own, only redirections. */
export interface Command {
  readonly at: number;
  readonly words: Word[];
  readonly redirections: Redirection[];
  readonly hereDocuments: HereDocument[];
  /** Every value met in the command so far, nested commands included. */
  readonly values: Visit[];
}

/** The name of a program without its absolute folder and `.exe`; undefined when only the shell knows it. */
export function programName(word: Word | undefined): string | undefined {
  return word?.fixed ? word.prefix.replace(/^(?:[A-Za-z]:)?[\\/].*[\\/]/, '').replace(/\.exe$/i, '') : undefined;
}
