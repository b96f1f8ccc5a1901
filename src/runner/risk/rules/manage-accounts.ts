/** Finds commands that add, remove or open accounts. */
import { nameOf } from '../../shell/index.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [
    /^(?:userdel|deluser)\b.*(?:-\w*r|--remove|--remove-home|--remove-all-files)/,
    'high',
    'deletes an account with its files',
  ],
  [/^(?:userdel|deluser|groupdel|delgroup)\b/, 'high', 'deletes an account'],
  [/^passwd .*(?:-d|--delete)\b/, 'critical', 'lets somebody in without a password'],
  [
    /^passwd .*(?:-l|--lock|-e|--expire)\b|^usermod .*(?:-L|--lock|-e|-s \S*(?:nologin|false))\b|^chage\b(?!.* -l)|^faillock|^pam_tally2/,
    'high',
    'shuts somebody out',
  ],
  [/^passwd (?:root|\S+)$|^passwd$/, 'moderate', 'changes a password'],
  [/^passwd .*root|^usermod .*(?:-p|--password)/, 'high', 'changes a password'],
  [/^chpasswd\b|^newusers\b/, 'high', 'changes passwords'],
  [
    /^(?:useradd|adduser|groupadd|addgroup|usermod|groupmod|chsh|chfn|gpasswd|vipw|vigr)\b/,
    'moderate',
    'changes accounts',
  ],
  [
    /^net user .*\/(?:add|delete|active)|^net user \S+ \S|^net localgroup .*\/(?:add|delete)|^(?:new|remove|disable|set)-localuser/i,
    'high',
    'changes accounts',
  ],
  [
    /^dscl .*(?:-create|-append|-delete|-passwd|create|append|delete|passwd)\b|^sysadminctl .*-(?:add|delete|reset)\w*|^pw user(?:del|add|mod)/,
    'high',
    'changes accounts',
  ],
];

/** `echo root:x | chpasswd` */
const piped = (use: Use): Finding | undefined =>
  /^(?:passwd|chpasswd)$/.test(use.name) &&
  use.before.some((each) => /^(?:echo|printf|yes)$/.test(nameOf(each.program)))
    ? { level: 'critical', message: 'sets a password that stands in the text' }
    : undefined;

export const manageAccounts: Rule = {
  id: 'manage-accounts',
  why: 'Accounts decide who gets in, and deleting one takes the files along.',
  examples: {
    match: [
      ['userdel -r bob', 'high'],
      ['passwd -d root', 'critical'],
      ['echo root:toor | chpasswd', 'critical'],
      ['sudo useradd bob', 'moderate'],
    ],
    pass: ['id bob', 'passwd -S bob', 'getent passwd bob', 'who', 'groups'],
  },
  check: (use) => (use.name === 'passwd' && use.has('S', 'status', 'a') ? [] : [...lookUp(use, table), piped(use)]),
};
