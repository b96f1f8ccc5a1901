/** Finds commands that destroy logs, or keep them from being written. */
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [/^history .*-\w*[cdw]/, 'high', 'deletes the record of what was done'],
  [
    /^(?:unset|export|declare|typeset) .*HIST(?:FILE|SIZE|FILESIZE)\b/,
    'high',
    'keeps what is done from being recorded',
  ],
  [/^set \+o history|^shopt -u .*hist/, 'high', 'keeps what is done from being recorded'],
  [/^journalctl .*--(?:vacuum|rotate|flush-all)\S*/, 'high', 'deletes logs'],
  [/^auditctl .*(?:-e ?0|-D|-d\b)|^auditctl --delete/, 'critical', 'switches the audit of the system off'],
  [/^dmesg .*(?:-c|-C|--clear|--read-clear)\b|^dmesg -\w*[cC]/, 'high', 'deletes logs of the kernel'],
  [/^(?:wevtutil) (?:cl|clear-log)\b|^clear-eventlog\b|^remove-eventlog\b/i, 'critical', 'deletes logs'],
  [/^log erase\b|^logrotate .*-f|^logrotate .*--force/, 'high', 'deletes logs'],
  [/^auditpol .*(?:\/clear|\/remove|disable)/i, 'critical', 'switches the audit of the system off'],
  [/^fsutil usn deletejournal/i, 'critical', 'deletes the record of changes'],
  [/^clear-history\b/i, 'high', 'deletes the record of what was done'],
  [/^touch .*(?:-r|--reference|-t|-d)\b.* \/(?:etc|usr|bin|var)/, 'high', 'forges when a file was changed'],
];

const log =
  /^\/var\/log(?:\/|$)|^\/(?:var\/)?run\/utmp$|^\/(?:Library|private\/var)\/Logs?|^\/var\/(?:audit|adm|account)\//;
const history = /\/\.\w*_history$|\/\.(?:histfile|zhistory|history)$|\/fish_history$/;

const destroying = /^(?:rm|shred|truncate|unlink|srm|cp|mv|ln|tee|dd|sed|perl|chattr|find)$/;

function checkFiles(use: Use): readonly (Finding | undefined)[] {
  const redirected = use.command.redirections
    .filter((each) => /^(?:>|>\||&>|<>)$/.test(each.operator))
    .map((each) => each.target);
  const changed = destroying.test(use.name) && (use.name !== 'sed' || use.has('i', 'in-place')) ? use.operands : [];
  const reads =
    use.name === 'cp' || use.name === 'tee'
      ? use.has('a')
        ? []
        : changed.slice(use.name === 'tee' ? 0 : -1)
      : changed;
  const deletes = use.name !== 'find' || /-delete|-exec (?:rm|shred|truncate)/.test(use.args.join(' '));
  return [...redirected, ...(deletes ? reads : [])].map((word) => {
    const { path } = use.locate(word);
    if (log.test(path)) return { level: 'high', message: `destroys the log ${use.says(word)}`, place: word.place };
    return history.test(path)
      ? { level: 'high', message: 'destroys the record of what was done', place: word.place }
      : undefined;
  });
}

const checkVariables = (use: Use): Finding | undefined =>
  use.command.assignments.some(
    ({ name, value }) => /^HIST(?:FILE|SIZE|FILESIZE)$/.test(name) && /^(?:0|\/dev\/null|)$/.test(value.shown),
  )
    ? { level: 'high', message: 'keeps what is done from being recorded' }
    : undefined;

export const hideTraces: Rule = {
  id: 'hide-traces',
  why: 'Without logs nobody can find out what happened.',
  examples: {
    match: [
      ['history -c', 'high'],
      ['> /var/log/auth.log', 'high'],
      ['rm -f ~/.bash_history', 'high'],
      ['journalctl --vacuum-time=1s', 'high'],
      ['auditctl -e 0', 'critical'],
      ['unset HISTFILE', 'high'],
      ['ln -sf /dev/null ~/.bash_history', 'high'],
    ],
    pass: [
      'history',
      'history | grep ssh',
      'journalctl -u nginx',
      'tail /var/log/syslog',
      'dmesg | tail',
      'cp /var/log/syslog .',
      'HISTSIZE=10000',
    ],
  },
  check: (use) => [...lookUp(use, table), ...checkFiles(use), checkVariables(use)],
};
