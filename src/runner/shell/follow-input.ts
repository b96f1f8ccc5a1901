/** Says what `xargs` adds to a command, from what it reads. */
import { listedFiles, listedWord } from './listed-files.ts';
import { pathFrom } from './variables.ts';
import type { Setting } from './walk.ts';
import type { SimpleCommand, Word } from './word.ts';

/** `xargs` appends what it reads: known words, patterns for the files that are listed, or an unknown word. */
export function inputWords(words: readonly Word[], setting: Setting, command: SimpleCommand): readonly Word[] {
  const { input } = setting;
  const like = { place: command.place, written: '' };
  const before = command.pipeline.members.filter((each) => each.index < command.index);
  const file = command.args[command.args.findIndex((each) => /^(?:-a|--arg-file)$/.test(each.shown)) + 1];
  const given = (file && setting.scope.files.get(pathFrom(setting.scope.folder, file.shown))) ?? input;
  const patterns = given === undefined ? (listedFiles(before) ?? ['\ufffc']) : undefined;
  const mark = replacedMark(command.args.map((each) => each.shown));
  if (mark !== undefined) return words.map((each) => fill(each, mark, patterns?.[0] ?? given?.split('\n')[0]));
  if (patterns !== undefined) return [...words, ...patterns.map((each) => listedWord(each, like))];
  const names = (given?.match(/\S+/g) ?? []).slice(0, 100);
  return [...words, ...names.map((text) => ({ ...listedWord(text, { ...like, written: text }), text, globs: false }))];
}

/** What `-I` or `--replace` says stands for the input. */
function replacedMark(args: readonly string[]): string | undefined {
  const at = args.findIndex((each) => /^(?:-I|--replace$|--replace=|-i$)/.test(each));
  const option = args[at];
  if (option === undefined) return undefined;
  const joined = option.replace(/^(?:-I|--replace=?|-i)/, '');
  if (joined !== '') return joined;
  return option === '-I' ? args[at + 1] : '{}';
}

/** Only the first line is followed. */
function fill(word: Word, mark: string, line: string | undefined): Word {
  if (!word.shown.includes(mark)) return word;
  const filled = word.shown.replaceAll(mark, () => line ?? '\ufffc');
  const known = !/[*?[\ufffc]/.test(filled);
  return { ...listedWord(filled, word), text: known ? filled : undefined };
}
