/** Reads commits from the output of `git log`, whatever their messages and file names hold. */
import type { Commit } from '../../../budget/history/commit.ts';
import { exitCodes } from '../../../contract/exit-codes.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { openTokens } from './history-tokens.ts';

/**
 * The commits of a line of first parents, the newest first, merges compared with their first parent.
 *
 * Everything is between NUL characters, which neither messages nor names can hold. Renamed files count with both names;
 * `--raw` puts a line that git writes before each name, so that no name looks like a commit.
 */
export const logArguments = (tip: string): string[] => [
  ...['log', '--first-parent', '--diff-merges=first-parent', '--raw', '--no-abbrev', '-z', '--no-renames'],
  ...['--no-ext-diff', '--no-textconv', '--no-color', '--no-relative', '--ignore-submodules=none', '--encoding=UTF-8'],
  ...['--format=%H%x00%P%x00%ct%x00%B', tip, '--'],
];

/** Above this many files a change is not listed: GitHub itself looks at 300. */
export const mostFiles = 3000;

export interface LogParser {
  /** The commits that are complete with this piece of output. */
  write(chunk: Buffer): Commit[];
  end(): Commit[];
}

/** @throws PipelineError, from each call, when it is not what git writes */
export function openLogParser(): LogParser {
  let header: string[] = [];
  let files: string[] = [];
  let isName = false;
  let done: Commit[] = [];
  const close = (): void => {
    if (header.length > 0) done.push(toCommit(header, files));
    header = [];
    files = [];
  };
  const tokens = openTokens((token) => {
    if (isName) {
      if (files.length <= mostFiles) files.push(token);
      isName = false;
    } else if (header.length > 0 && header.length < 4) header.push(token);
    else if (header.length === 4 && /^\n?:/.test(token)) isName = true;
    else if (token !== '') {
      close();
      header.push(token);
    }
  });
  const take = (): Commit[] => {
    const taken = done;
    done = [];
    return taken;
  };
  return {
    write(chunk) {
      tokens.write(chunk);
      return take();
    },
    end() {
      if (isName || !tokens.isDone()) throw unreadable();
      close();
      return take();
    },
  };
}

function toCommit([hash = '', parents = '', seconds = '', message]: readonly string[], files: string[]): Commit {
  if (!/^[0-9a-f]{40,64}$/.test(hash) || message === undefined) throw unreadable();
  return {
    hash,
    parents: parents.split(' ').filter((each) => each !== ''),
    // A date that is no number is older than all.
    committedAt: (Number(seconds) || 0) * 1000,
    message,
    changed: files.length > mostFiles ? undefined : files,
  };
}

function unreadable(): PipelineError {
  const message = "the output of git log ended too early, or can't be read";
  return new PipelineError([{ severity: 'error', code: 'unreadable-history', message }], exitCodes.infrastructure);
}
