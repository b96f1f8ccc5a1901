/** Says which files a command lists, as patterns, so that what is then done to them can be judged. */
import { posix } from 'node:path';
import { type SimpleCommand, unknownText, type Word } from './word.ts';

/** Filters that let every line through. */
const passing: ReadonlySet<string> = new Set(['sort', 'uniq', 'tr', 'cat', 'tee', 'shuf', 'tac', 'rev', 'xargs', 'nl']);
const textOf = (word: Word | undefined): string => word?.shown ?? '';
const baseName = (word: Word | undefined): string => textOf(word).replace(/^.*\//, '');

/**
 * Patterns for what comes out of the last command of a pipeline; undefined when it lists no files.
 *
 * @example
 * // find / -name 'id_*' -path '*' + '/.ssh/*': /.ssh/id_*
 */
export function listedFiles(members: readonly SimpleCommand[]): readonly string[] | undefined {
  const at = members.findLastIndex((each) => Object.hasOwn(listers, baseName(each.program)));
  const lister = members[at];
  if (lister === undefined) return undefined;
  const patterns = listers[baseName(lister.program)]?.(lister.args);
  const filters = members.slice(at + 1);
  if (filters.some((each) => counts.has(baseName(each.program)))) return undefined;
  const whole = filters.every((each) => passing.has(baseName(each.program)) || excludes(each));
  return whole ? patterns : patterns?.map((each) => each.replace(/\*$/, unknownText));
}

/** Programs that print something else than the names they read. */
const counts: ReadonlySet<string> = new Set([
  'wc',
  'md5sum',
  'sha256sum',
  'sh',
  'bash',
  'while',
  'jq',
  'column',
  'awk',
]);

const excludes = (command: SimpleCommand): boolean =>
  /^(?:e|f)?grep$/.test(baseName(command.program)) && command.args.some((each) => /^-\w*v/.test(each.shown));

type Lister = (args: readonly Word[]) => readonly string[] | undefined;

const operandsOf = (args: readonly Word[]): readonly string[] =>
  args.map((each) => each.shown).filter((each) => !each.startsWith('-'));

/** `ls folder` prints names without the folder. */
const ofLs: Lister = (args) => {
  const operands = operandsOf(args);
  const itself = args.some((each) => /^-\w*d/.test(each.shown));
  const patterns = operands.filter((each) => /[*?[]/.test(each));
  if (itself || patterns.length > 0) return operands;
  return ['*'];
};

const valuedTests: ReadonlySet<string> = new Set(['-name', '-iname', '-path', '-ipath', '-wholename', '-iwholename']);
const narrowing =
  /^-(?:i?name|i?path|i?wholename|i?regex|[acm]time|[acm]min|size|newer\w*|empty|user|group|perm|samefile|inum|links|nouser)$/;

/** The patterns of `find`: its folders, and in them what its tests on names ask for. */
export const ofFind: Lister = (args) => {
  const texts = args.map((each) => each.shown);
  const first = texts.findIndex((each) => /^[-(!\\]/.test(each) && !/^-[LHPO]/.test(each));
  const starts = texts.slice(0, first === -1 ? texts.length : first).filter((each) => !/^-[LHPO]/.test(each));
  const tail = tailOf(texts);
  return (starts.length === 0 ? ['.'] : starts).map((each) => posix.join(each, tail));
};

function tailOf(texts: readonly string[]): string {
  const value = (names: RegExp): string | undefined => {
    const at = texts.findIndex((each, index) => names.test(each) && !/^(?:!|-not)$/.test(texts[index - 1] ?? ''));
    return at === -1 ? undefined : texts[at + 1];
  };
  const path = value(/^-i?(?:path|wholename)$/)?.replace(/^\*?\/?|^\.\//, '');
  const name = value(/^-i?name$/);
  if (path !== undefined && name !== undefined) return posix.join(path.replace(/\/?\*$/, ''), name);
  if (path !== undefined || name !== undefined) return path ?? name ?? '*';
  return texts.some((each) => narrowing.test(each) && !valuedTests.has(each)) ? unknownText : '*';
}

/** The patterns of `fd`: pattern first, then folders. */
export const ofFd: Lister = (args) => {
  const texts = args.map((each) => each.shown);
  const end = texts.findIndex((each) => /^(?:-x|-X|--exec|--exec-batch)$/.test(each));
  const valued = /^-[ettdcSoE]$|^--(?:extension|type|max-depth|exclude|size|owner|changed-\w+)$/;
  const own = (end === -1 ? texts : texts.slice(0, end)).filter(
    (each, index, all) => !each.startsWith('-') && !valued.test(all[index - 1] ?? ''),
  );
  const extension = texts[texts.findIndex((each) => /^(?:-e|--extension)$/.test(each)) + 1];
  const has = texts.some((each) => /^(?:-e|--extension)$/.test(each));
  const pattern = own[0] === undefined || /^\.?\*?$/.test(own[0]) ? '*' : unknownText;
  return [posix.join(own[1] ?? '.', has && extension !== undefined ? `*.${extension}` : pattern)];
};

const ofGit: Lister = (args) => {
  const texts = args.map((each) => each.shown);
  if (texts[0] !== 'ls-files') return undefined;
  const named = texts.slice(1).filter((each) => !each.startsWith('-'));
  const some = texts.some((each) => /^-\w*[dmou]|^--(?:deleted|modified|others|unmerged|ignored)/.test(each));
  if (named.length > 0) return named;
  return [some ? unknownText : '*'].map((each) => `./${each}`);
};

const anywhere: Lister = () => [`/${unknownText}`];

const listers: Readonly<Record<string, Lister>> = {
  ls: ofLs,
  dir: ofLs,
  find: ofFind,
  gfind: ofFind,
  fd: ofFd,
  fdfind: ofFd,
  git: ofGit,
  locate: anywhere,
  plocate: anywhere,
  mdfind: anywhere,
};

/** A word that stands for files that are listed when the program runs. */
export const listedWord = (pattern: string, like: Pick<Word, 'place' | 'written'>): Word => ({
  text: undefined,
  shown: pattern,
  written: like.written,
  quoted: true,
  globs: /[*?[]/.test(pattern),
  variables: [],
  place: like.place,
});
