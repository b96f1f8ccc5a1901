/** The syntax tree of a shell program, as far as it decides what would be run. */

/** Offsets into the text that was read, in UTF-16 units; the end is not part of it. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export type WordPart =
  | { readonly kind: 'text'; readonly value: string; readonly quoted: boolean }
  | { readonly kind: 'variable'; readonly name: string; readonly operator: string; readonly quoted: boolean }
  | { readonly kind: 'substitution'; readonly script: Script; readonly quoted: boolean }
  /** `<(…)` or `>(…)` */
  | { readonly kind: 'process'; readonly direction: 'in' | 'out'; readonly script: Script }
  | { readonly kind: 'arithmetic'; readonly quoted: boolean };

/** A word as it is written, before the shell expands it. */
export interface RawWord {
  readonly parts: readonly WordPart[];
  /** As it stands in the text. */
  readonly written: string;
  readonly place: Place;
}

export interface RawRedirection {
  /** `>`, `>>`, `<`, `<<`, `<<<`, `>&`, `&>`, `<>`, `>|` */
  readonly operator: string;
  readonly fd: number | undefined;
  /** Where it goes; of a here-document, its body. */
  readonly target: RawWord;
}

export interface RawAssignment {
  readonly name: string;
  readonly value: RawWord;
}

export type Stage =
  | {
      readonly kind: 'simple';
      readonly assignments: readonly RawAssignment[];
      readonly words: readonly RawWord[];
      readonly redirections: readonly RawRedirection[];
      readonly place: Place;
    }
  | {
      readonly kind: 'compound';
      readonly construct: 'subshell' | 'group' | 'branch' | 'loop';
      /** What a `for` loop runs over. */
      readonly variable?: { readonly name: string; readonly values: readonly RawWord[] };
      /** What stands between `for` and its body. */
      readonly header?: string;
      readonly bodies: readonly Script[];
      readonly redirections: readonly RawRedirection[];
      readonly place: Place;
    }
  | {
      readonly kind: 'function';
      readonly name: string;
      readonly body: Script;
      readonly redirections: readonly RawRedirection[];
      readonly place: Place;
    };

export interface Statement {
  readonly stages: readonly Stage[];
  readonly negated: boolean;
  readonly background: boolean;
}

export interface Script {
  readonly statements: readonly Statement[];
}

/** What is wrong with a text, and where. */
export interface SyntaxProblem {
  readonly message: string;
  readonly offset: number;
}
