/** Finds commands that leave files empty, or fill them with nothing. */
import type { Word } from '../../shell/index.ts';
import { isWholeFolder, type Location } from '../locate.ts';
import type { Finding, Rule } from '../rule.ts';
import type { Use } from '../use.ts';

type Level = Finding['level'];

const oneFile: Readonly<Partial<Record<Location['region'], Level>>> = {
  ...{ disk: 'critical', root: 'critical', 'system-top': 'critical', system: 'high', home: 'high', above: 'high' },
  ...{ 'home-part': 'moderate', other: 'moderate', 'other-top': 'high', 'unknown-contents': 'high' },
};
const everyFile: Readonly<Partial<Record<Location['region'], Level>>> = {
  ...oneFile,
  ...{ 'home-part': 'high', 'tree-top': 'high', tree: 'moderate', other: 'high' },
};

const size = /^[-+<>/%]?\d+[kKmMgGtT]?i?B?$/;

/** Whether nothing, or nothing but zeros, comes out of a command. */
function printsNothing(use: Use): boolean {
  if (['', ':', 'true', 'false'].includes(use.name)) return use.command.assignments.length === 0;
  if (use.name === 'cat') return use.args.length > 0 && use.args.every((each) => each === '/dev/null');
  return (
    (use.name === 'echo' && use.has('n') && use.operands.every((each) => each.shown === '')) ||
    (use.name === 'printf' && use.args.join('') === '')
  );
}

function emptied(use: Use): readonly Word[] {
  const { args, redirections } = use.command;
  const redirected = redirections.filter(({ operator, fd }) => /^>\|?$/.test(operator) && (fd ?? 1) === 1);
  const copies =
    /^(?:cp|install|mv)$/.test(use.name) && use.operands.some((each) => /^\/dev\/(?:null|zero)$/.test(each.shown));
  const zeros = use.name === 'dd' && use.args.some((each) => /^if=\/dev\/(?:zero|null|u?random)$/.test(each));
  return [
    ...(printsNothing(use) ? redirected.map((each) => each.target) : []),
    ...(copies ? use.operands.slice(-1) : []),
    ...(use.name === 'truncate' ? use.operands.filter((each) => !size.test(each.shown)) : []),
    ...(zeros
      ? args.flatMap((each) => (each.shown.startsWith('of=') ? [{ ...each, shown: each.shown.slice(3) }] : []))
      : []),
  ];
}

function ofTarget(use: Use, word: Word): Finding | undefined {
  const location = use.locate(word);
  const several = isWholeFolder(location) || (location.many && location.region === 'home-part');
  const level = (several ? everyFile : oneFile)[location.region];
  return level && { level, message: `empties ${use.says(word)}`, place: word.place };
}

export const emptyFiles: Rule = {
  id: 'empty-files',
  why: 'What was in the file is gone, and the name that is left hides it.',
  examples: {
    match: [
      ['truncate -s 0 ~/Documents/*', 'high'],
      ['for f in ~/*; do : > "$f"; done', 'high'],
      ['cp /dev/null ~/notes.txt', 'moderate'],
      ["find ~/Documents -name '*.docx' -exec cp /dev/null {} \\;", 'high'],
      ['> /etc/hosts', 'high'],
    ],
    pass: [': > build.log', 'truncate -s 10M disk.img', 'echo hi > ~/notes.txt', 'cp /dev/null /tmp/x', '> /dev/null'],
  },
  check: (use) => emptied(use).map((word) => ofTarget(use, word)),
};
