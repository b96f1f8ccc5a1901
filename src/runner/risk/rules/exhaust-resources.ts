/** Finds commands that take all processes, memory, disk or time of a machine. */
import { isShell, nameOf, type SimpleCommand } from '../../shell/index.ts';
import { locate } from '../locate.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const table: Table = [
  [/^(?:stress|stress-ng|cpuburn|memtester|bonnie\+\+|sysbench)(?: |$)/, 'high', 'loads the machine as far as it goes'],
  [
    /^(?:tail|head|sort|tac|xxd|hexdump|od|base64|strings) (?!.*-[a-z]*[cnNl]).*\/dev\/(?:zero|u?random|full)$/,
    'high',
    'reads without an end',
  ],
  [/^fallocate .*-\w*l ?(?:\d{3,}G|\d+T|\d{12,})/i, 'high', 'fills the disk'],
  [
    /^(?:dd) .*of=(?!\/dev\/).*bs=\d+[GT].*count=\d{2,}|^dd .*of=(?!\/dev\/).*count=\d{5,}.*bs=\d+[MG]|^dd .*of=(?!\/dev\/).*bs=\d+[MG].*count=\d{5,}/i,
    'high',
    'fills the disk',
  ],
  [/^(?:truncate|mkfile) .*(?:\d{2,}T|\d+P)\b/i, 'moderate', 'makes a file larger than disks are'],
  [/^ulimit .*(?:-u|-n|-v|-f|-S|-H)? ?unlimited/, 'moderate', 'takes a limit away'],
  [
    /^(?:ab|wrk|siege|hey|vegeta|bombardier|slowhttptest|goldeneye|slowloris|hulk|loic|xerxes|t50|mdk[34])\b(?!.*(?:localhost|127\.0\.0\.1))/,
    'high',
    'loads another machine as far as it goes',
  ],
  [
    /^(?:slowloris|slowhttptest|goldeneye|hulk|loic|hoic|xerxes|t50|torshammer|pyloris)(?:\.\w+)?\b/i,
    'critical',
    'puts another machine out of service',
  ],
  [/^hping3? .*(?:--flood|--faster|-i u)|^ping .*(?:-f\b|--flood|-\w*f )/, 'critical', 'floods another machine'],
  [/^head .*-c ?(?:\d{3,}G|\d+T)/i, 'high', 'fills the disk'],
];

/** `$0`, or a shell that is given `$0` to run. */
const meansItself = ({ program, args }: SimpleCommand): boolean =>
  program?.variables.includes('0') === true || (isShell(nameOf(program)) && args[0]?.variables.includes('0') === true);

/** A function that starts itself twice over; every turn doubles the processes. */
const bombs = (use: Use): Finding | undefined => {
  const called = use.command.program?.shown ?? '';
  const itself = use.command.inside.some(
    (each) =>
      (each.kind === 'function' && each.by === called) ||
      (each.kind === 'script' && each.by === locate(called, use.command.folder, false).path),
  );
  const multiplies =
    use.command.pipeline.length > 1 ||
    use.command.background ||
    use.command.inside.some((each) => each.by.endsWith('&'));
  const self = use.command.background && meansItself(use.command) && use.all.filter(meansItself).length > 1;
  const zero =
    isShell(use.name) &&
    multiplies &&
    use.command.args.some((each) => each.variables.includes('0')) &&
    use.command.pipeline.members.filter((each) => each.args.some((word) => word.variables.includes('0'))).length > 1;
  return (itself && multiplies) || self || zero
    ? { level: 'critical', message: 'starts itself again and again: a fork bomb' }
    : undefined;
};

const endless = /^(?:true|:|\[|\[\[|test|yes|while)$/;
const pausing = /^(?:sleep|wait|read|inotifywait|nc|curl)$/;

/** A pause of a process in the background stops nobody. */
const pauses = (command: SimpleCommand): boolean =>
  pausing.test(nameOf(command.program)) &&
  !command.background &&
  !command.inside.some((each) => each.command?.background);

/** `seq 1 100000` */
const countsFar = (command: SimpleCommand): boolean =>
  nameOf(command.program) === 'seq' && command.args.some((each) => Number(each.text) >= 1000);

/** `while true; do something & done`. */
function loops(use: Use): Finding | undefined {
  const loop = use.command.inside.findLast((each) => each.kind === 'loop');
  const background = use.command.background || use.command.inside.some((each) => each.by.endsWith('&'));
  if (loop === undefined || !background) return undefined;
  const mates = use.all.filter((each) => each.inside.includes(loop));
  const condition = nameOf(mates[0]?.program);
  if (mates.some(pauses)) return undefined;
  if (use.all.some(countsFar)) return { level: 'high', message: 'starts thousands of processes' };
  const forever = endless.test(condition) && mates.length > 1 && /^(?:true|:)$/.test(condition);
  if (forever) return { level: 'critical', message: 'starts processes without an end' };
  return use.name === 'yes' || /\/dev\/(?:zero|u?random)/.test(use.line)
    ? { level: 'high', message: 'keeps every processor busy' }
    : undefined;
}

/** Whether it prints without an end: `yes`, or what reads `/dev/zero`. */
function neverEnds(use: Use): boolean {
  if (use.name === 'yes') return true;
  if (!/^(?:cat|dd|pv|tee)$/.test(use.name) || /count=|of=/.test(use.line)) return false;
  const read = use.command.redirections.filter((each) => each.operator === '<').map((each) => each.target.shown);
  return /\/dev\/(?:zero|u?random)/.test([use.line, ...read].join(' '));
}

/** Whether a later command of the pipeline writes all that comes. */
const isWritten = (use: Use): boolean =>
  use.all.some(
    (each) =>
      /^(?:dd|tee|pv)$/.test(nameOf(each.program)) &&
      each.pipeline.length > 1 &&
      each.index > use.command.index &&
      !/count=/.test(each.args.map((word) => word.shown).join(' ')),
  );

/** `yes`, or `/dev/zero`, into a file or into nothing. */
function floods(use: Use): Finding | undefined {
  if (!neverEnds(use)) return undefined;
  const out = use.command.redirections.find((each) => each.operator.startsWith('>') || each.operator === '&>');
  if (out !== undefined && use.locate(out.target).region !== 'sink')
    return { level: 'high', message: 'writes until the disk is full' };
  if (out !== undefined || (use.command.background && use.name === 'yes'))
    return { level: 'high', message: 'keeps a processor busy without an end' };
  const next = use.command.pipeline.length > use.command.index + 1;
  return next && use.name !== 'yes' && isWritten(use) ? { level: 'high', message: 'writes without an end' } : undefined;
}

const whileWrites = (use: Use): Finding | undefined => {
  const loop = use.command.inside.findLast((each) => each.kind === 'loop');
  if (loop === undefined) return undefined;
  const mates = use.all.filter((each) => each.inside.includes(loop));
  const forever = /^(?:true|:)$/.test(nameOf(mates[0]?.program));
  const grows =
    /^(?:mkdir|touch|fallocate|dd|cp)$/.test(use.name) ||
    use.command.redirections.some((each) => each.operator === '>>' && use.locate(each.target).region !== 'sink');
  return forever &&
    grows &&
    !mates.some((each) => pausing.test(nameOf(each.program)) || nameOf(each.program) === 'break')
    ? { level: 'high', message: 'writes without an end' }
    : undefined;
};

/** `while :; do :; done &` */
const spins = (use: Use): Finding | undefined => {
  const loop = use.command.inside.findLast((each) => each.kind === 'loop');
  if (loop === undefined || !/^(?:true|:)$/.test(use.name)) return undefined;
  const mates = use.all.filter((each) => each.inside.includes(loop));
  return mates.length > 1 && mates.every((each) => /^(?:true|:)$/.test(nameOf(each.program)))
    ? { level: 'high', message: 'keeps a processor busy without an end' }
    : undefined;
};

export const exhaustResources: Rule = {
  id: 'exhaust-resources',
  why: 'A machine without processes, memory or disk left serves nobody.',
  examples: {
    match: [
      [':(){ :|:& };:', 'critical'],
      ['bomb() { bomb | bomb & }; bomb', 'critical'],
      ['while true; do sh & done', 'critical'],
      ['yes > /dev/null &', 'high'],
      ['cat /dev/zero > /tmp/big', 'high'],
      ['stress --cpu 8', 'high'],
      ['hping3 --flood -S 192.0.2.1', 'critical'],
    ],
    pass: [
      'yes | apt-get install x',
      'while true; do date; sleep 1; done',
      'head -c 100 /dev/urandom | base64',
      'sleep 10 &',
      'ab -n 10 http://localhost/',
      'for i in 1 2; do ./x & done; wait',
      'ping -c 3 host',
    ],
  },
  check: (use) => [...lookUp(use, table), bombs(use), loops(use), floods(use), whileWrites(use), spins(use)],
};
