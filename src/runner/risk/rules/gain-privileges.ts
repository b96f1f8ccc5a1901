/** Finds commands that give somebody the rights of root. */

import { isInterpreter, isShell, nameOf } from '../../shell/index.ts';
import { isReading } from '../reading-programs.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import { unwrapsTo } from '../unwraps-to.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [/^sudo (?:-\w*[is]\w*|--login|--shell|su\b.*|.* su(?: -)?)$/, 'high', 'opens a shell as root'],
  [/^sudo (?:-u \S+ )?(?:-\w*[is]\b|--login|--shell)/, 'high', 'opens a shell as root'],
  [/^su(?: (?:-|-l|--login|root|- root|-l root))*$/, 'high', 'opens a shell as root'],
  [/^visudo\b(?!.* -c)/, 'critical', 'edits who is root'],
  [
    /^usermod .*(?:-\w*[aG]\w*|--groups|--append) .*(?:sudo|wheel|admin|root|docker|lxd|disk|shadow|adm)/,
    'critical',
    'puts somebody into a group with the rights of root',
  ],
  [
    /^(?:adduser|gpasswd|addgroup) .*(?:-a )?.*\b(?:sudo|wheel|admin|root|docker|lxd)$/,
    'critical',
    'puts somebody into a group with the rights of root',
  ],
  [
    /^gpasswd -a \S+ (?:sudo|wheel|admin|root|docker|lxd)|^dseditgroup .*-a .*admin|^groupmems .*-a/,
    'critical',
    'puts somebody into a group with the rights of root',
  ],
  [/^(?:useradd|adduser|usermod) .*(?:-o\b.*-u ?0|-u ?0\b|--uid[ =]0)/, 'critical', 'makes an account that is root'],
  [/^net localgroup administrators .*\/add/i, 'critical', 'makes an account an administrator'],
  [/^pkexec (?:\S*\/)?(?:ba|z|da)?sh$/, 'high', 'opens a shell as root'],
];

/** Programs that open a shell when they are asked to: with `sudo` that is root's. Source: https://gtfobins.github.io */
function givesShell(use: Use): Finding | undefined {
  const inner = use.privileged ? use : undefined;
  if (!inner) return undefined;
  const bare =
    isShell(use.name) && use.operands.length === 0 && use.command.input === undefined && use.before.length === 0;
  const escapes =
    /(?:!\/?(?:bin\/)?(?:ba)?sh|:!|exec=|-c ?:!|--checkpoint-action|os\.execl?|pty\.spawn|\/bin\/(?:ba)?sh)/.test(
      use.args.join(' '),
    );
  const known =
    /^(vim?|less|more|man|awk|gawk|find|nmap|tar|zip|python\d?|perl|ruby|lua|env|ed|ftp|git|node|php|gdb|docker)$/.test(
      use.name,
    );
  if (bare || (known && escapes) || (isInterpreter(use.name) && escapes))
    return { level: 'critical', message: 'opens a shell as root' };
  return undefined;
}

/** A rule for `sudo` that stands in a text that is written somewhere. */
function grants(use: Use): Finding | undefined {
  const text = use.args.join(' ');
  if (!/NOPASSWD|ALL\s*=\s*\(ALL/.test(text) || /^(grep|rg|ag|ack)$/.test(use.name)) return undefined;
  const written =
    use.command.redirections.some((each) => each.operator.startsWith('>')) ||
    use.all.some((each) => /^(tee|visudo|EDITOR)$/.test(nameOf(each.program)));
  return written || use.name === 'sed'
    ? { level: 'critical', message: 'makes somebody root without a password' }
    : undefined;
}

/** What changes the machine as root is judged by what it does; what no rule knows takes some care. */
function elevates(use: Use): Finding | undefined {
  const inner = unwrapsTo(use);
  if (/ (?:-u|--user)[ =]?(?!root\b)\w/.test(use.line)) return undefined;
  if (!/^(sudo|doas|pkexec|run0)$/.test(use.name) || inner === undefined) return undefined;
  return isReading(inner) || /^(sh|bash|zsh|dash)$/.test(inner)
    ? undefined
    : { level: 'moderate', message: `runs ${inner} as root` };
}

export const gainPrivileges: Rule = {
  id: 'gain-privileges',
  why: 'Whoever is root can do everything, to everybody.',
  examples: {
    match: [
      ['sudo su -', 'high'],
      ['sudo -i', 'high'],
      ['sudo bash', 'critical'],
      ['usermod -aG sudo bob', 'critical'],
      ['echo "bob ALL=(ALL) NOPASSWD:ALL" | sudo tee /etc/sudoers.d/bob', 'critical'],
      ["sudo vim -c ':!/bin/sh'", 'critical'],
      ['sudo make install', 'moderate'],
    ],
    pass: [
      'sudo -l',
      'sudo ls /root',
      'sudo -v',
      'grep NOPASSWD notes.txt',
      'groups bob',
      'sudo tail -f /var/log/syslog',
    ],
  },
  check: (use) => [...lookUp(use, table), givesShell(use), grants(use), elevates(use)],
};
