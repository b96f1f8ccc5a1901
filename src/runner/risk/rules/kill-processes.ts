/** Finds commands that end processes. */
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const vital =
  /(?:systemd|init|sshd|dbus\S*|Xorg|gdm|login|loginwindow|WindowServer|launchd|kernel_task|NetworkManager|explorer|svchost|csrss|lsass|winlogon|wininit)(?:\.exe)?$/;

const table: Table = [
  [/^taskkill .*\/f/i, 'high', 'ends a process without asking it'],
  [/^stop-process .*-force/i, 'high', 'ends a process without asking it'],
  [
    /^pkill .*(?:-u|-U|--uid|--euid|-g|-t)\b|^pkill .*(?:'…'| \.| \.\*|-f \.)$|^slay |^skill .*-u/,
    'high',
    'ends every process of somebody',
  ],
  [/^killall5\b|^killall .*(?:-u|--user)\b|^killall .*(?:-r|--regexp) ?['"]?\.?\*/, 'critical', 'ends every process'],
  [/^fuser .*-\w*k/, 'high', 'ends every process that uses a file'],
  [/^loginctl (?:kill|terminate)-\w+|^loginctl terminate/, 'high', 'ends the session of somebody'],
];

/** The processes that `kill` is given; none when it only asks. */
function targetsOf({ args }: Use): readonly string[] {
  const [first, ...rest] = args;
  if (first === '-0' || args.some((each) => /^(?:-l|-L|--list|--table)/.test(each))) return [];
  const signalled = first !== undefined && /^-(?:[A-Z]+\d*|\d+|s|n|-signal\S*)$/i.test(first);
  const targets = signalled ? (/^-[sn]$/.test(first) ? rest.slice(1) : rest) : args;
  return /^-s$/.test(first ?? '') && targets.includes('0') ? [] : targets.filter((each) => each !== '--');
}

/** Whether `ps` or `pgrep` lists every process, with nothing between that chooses. */
const listsAll = (use: Use): boolean =>
  use.command.args.some((each) => each.text === undefined) &&
  !use.all.some((each) => /^(?:grep|awk|pidof)$/.test(each.program?.text ?? '')) &&
  use.all.some(
    (each) =>
      /^(?:ps|pgrep)$/.test(each.program?.text ?? '') &&
      each.args.some((word) => /^(?:-\w*[eAu]|aux|-u|ax|\.)/.test(word.shown)),
  );

function checkKill(use: Use): readonly Finding[] {
  const targets = targetsOf(use);
  if (targets.length === 0) return [];
  if (targets.includes('-1')) return [{ level: 'critical', message: 'ends every process that it may' }];
  if (targets.includes('1')) return [{ level: 'critical', message: 'ends the first process, and the system with it' }];
  return listsAll(use)
    ? [{ level: 'high', message: 'ends every process that is listed' }]
    : [{ level: 'moderate', message: 'ends a process' }];
}

function checkByName(use: Use): Finding | undefined {
  if (use.has('l', 'list', '0')) return undefined;
  const target = use.args.filter((each) => !each.startsWith('-')).at(-1);
  if (target === undefined) return undefined;
  return vital.test(target)
    ? { level: 'critical', message: `ends ${target}, which everything depends on` }
    : { level: 'moderate', message: `ends every process named ${target}` };
}

export const killProcesses: Rule = {
  id: 'kill-processes',
  why: 'A process that is ended loses what it had not saved.',
  examples: {
    match: [
      ['kill 1234', 'moderate'],
      ['kill -9 -1', 'critical'],
      ['kill -9 1', 'critical'],
      ['pkill -9 node', 'moderate'],
      ['killall -9 sshd', 'critical'],
      ['pkill -u bob', 'high'],
    ],
    pass: ['kill -l', 'kill -0 1234', 'pgrep node', 'ps aux', 'killall -l'],
  },
  check: (use) => {
    if (use.name === 'kill') return [...lookUp(use, table), ...checkKill(use)];
    return /^(?:pkill|killall|xkill|skill|taskkill|stop-process)$/i.test(use.name)
      ? [...lookUp(use, table), checkByName(use)]
      : lookUp(use, table);
  },
};
