/** Finds commands that make something run again later: at a time, at a login, with every program. */
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [
    /^systemctl .*\benable\b|^update-rc\.d |^chkconfig .* on$|^rc-update add/,
    'moderate',
    'starts a service with every start of the machine',
  ],
  [/^launchctl (?:load|bootstrap|submit|enable)\b/, 'high', 'makes a program run by itself'],
  [/^schtasks .*\/create|^reg add .*\\run\b|^sc create /i, 'high', 'makes a program run by itself'],
  [/^(?:insmod|modprobe -i) .*\.ko/, 'critical', 'loads code into the kernel'],
  [
    /^git config .*(?:core\.(?:hookspath|fsmonitor|sshcommand|pager)|alias\.\S+ '…')/i,
    'moderate',
    'makes git run something else',
  ],
  [/^ssh-copy-id\b/, 'moderate', 'lets a key into another account'],
];

/** `crontab -` and `crontab file` replace every job of the user. */
function checkCrontab(use: Use): Finding | undefined {
  if (use.name !== 'crontab' || use.has('l', 'r')) return undefined;
  if (use.operands.length === 0 && use.command.input === undefined && use.before.length === 0)
    return use.has('e') ? { level: 'moderate', message: 'edits what runs by itself' } : undefined;
  const texts = use.all.flatMap((each) => each.args.map((word) => word.shown)).join('\n');
  const level = /\bnc(?:at)?\b.* -\w*e|\/dev\/tcp\/|\|\s*(?:ba|z|da)?sh\b/.test(texts) ? 'critical' : 'high';
  return { level, message: 'changes what runs by itself' };
}

const checkLogin = (use: Use): Finding | undefined =>
  use.name === 'osascript' && /login item/.test(use.args.join(' '))
    ? { level: 'high', message: 'makes a program run by itself' }
    : undefined;

const checkLater = (use: Use): Finding | undefined =>
  /^(?:at|batch)$/.test(use.name) && !use.has('l', 'd', 'r', 'c')
    ? { level: 'moderate', message: 'runs something later' }
    : undefined;

function checkPreload(use: Use): Finding | undefined {
  const given = [
    ...use.command.assignments.map((each) => [each.name, each.value.shown] as const),
    ...(/^(?:export|env|declare)$/.test(use.name)
      ? use.args.map((each) => [each.split('=')[0] ?? '', each.replace(/^[^=]*=/, '')] as const)
      : []),
  ];
  const found = given.find(
    ([name, value]) =>
      /^(?:LD_PRELOAD|LD_AUDIT|DYLD_INSERT_LIBRARIES|PROMPT_COMMAND|BASH_ENV)$/.test(name) &&
      value !== '' &&
      !/jemalloc|tcmalloc|libasan/.test(value),
  );
  if (found === undefined) return undefined;
  return { level: 'high', message: `puts code into programs through ${found[0]}` };
}

/** An alias in place of a program that people trust. */
const checkAlias = (use: Use): Finding | undefined =>
  use.name === 'alias' && use.args.some((each) => /^(?:sudo|su|ssh|passwd|gpg)=/.test(each))
    ? { level: 'high', message: 'puts something else in place of a program that asks for passwords' }
    : undefined;

const shellFile = /^\/(?:\S*\/)?(?:r?bash|sh|dash|zsh|su|sudo)$/;

function checkShellCopy(use: Use): Finding | undefined {
  const copies =
    /^(?:cp|install)$/.test(use.name) && use.operands.slice(0, -1).some((each) => shellFile.test(each.shown));
  if (!copies) return undefined;
  const owned = /-m ?[0-7]*[4-7][0-7]{3}\b/.test(use.line);
  return { level: owned ? 'critical' : 'high', message: 'makes a copy of a shell' };
}

export const plantBackdoors: Rule = {
  id: 'plant-backdoors',
  why: 'What runs by itself stays when everybody has forgotten it.',
  examples: {
    match: [
      ['(crontab -l; echo "* * * * * /tmp/x") | crontab -', 'high'],
      ['systemctl enable x.service', 'moderate'],
      ['LD_PRELOAD=/tmp/x.so ls', 'high'],
      ['launchctl load ~/Library/LaunchAgents/x.plist', 'high'],
      ['cp /bin/bash /tmp/.x', 'high'],
    ],
    pass: [
      'crontab -l',
      'systemctl status x',
      'alias ll="ls -l"',
      'atq',
      'export PATH=$PATH:~/bin',
      'git config user.name x',
    ],
  },
  check: (use) => [
    ...lookUp(use, table),
    checkCrontab(use),
    checkLater(use),
    checkLogin(use),
    checkPreload(use),
    checkAlias(use),
    checkShellCopy(use),
  ],
};
