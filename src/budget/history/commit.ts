/** A commit on the default branch, as its history tells it. */

export interface Commit {
  readonly hash: string;
  /** The first one is where the branch was before. */
  readonly parents: readonly string[];
  /** By the clock of the committer, which can be wrong; milliseconds. */
  readonly committedAt: number;
  readonly message: string;
  /** The files it changed against its first parent; undefined where that can't be told, or they are too many. */
  readonly changed: readonly string[] | undefined;
}
