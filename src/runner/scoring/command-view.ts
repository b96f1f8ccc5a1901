/** A command as patterns look at it. */

export interface Argument {
  /** Without quotes; what only the shell knows stands as it is written, `$HOME`. */
  readonly text: string;
  /** Whether the shell puts the names of files in its place: an unquoted `*.log`. */
  readonly expands: boolean;
}

export interface Redirection {
  readonly operator: '<' | '>' | '>>';
  readonly fd: number;
  readonly target: string;
}

export interface CommandView {
  /** Without its folder; undefined for a redirection alone. */
  readonly program: string | undefined;
  readonly args: readonly Argument[];
  readonly redirections: readonly Redirection[];
  /** What comes behind it in its pipeline, the next first. */
  readonly followers: readonly CommandView[];
  /** The programs around it, such as `bash` of `bash -c "$(curl …)"`. */
  readonly inside: readonly string[];
}

/** An answer's command as patterns look at it. */
export interface AnswerView {
  readonly text: string;
  /** The first command of each pipeline, in order; undefined where the answer is more than pipelines of commands. */
  readonly pipelines: readonly CommandView[] | undefined;
  /** Every command, the nested and the wrapped ones too. */
  readonly all: readonly CommandView[];
}
