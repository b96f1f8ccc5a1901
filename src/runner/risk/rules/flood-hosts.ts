/** Finds plain tools that send another machine more than it can answer. */
import { feedersOf, repetitionOf, rests } from '../repetition.ts';
import { type Finding, lookUp, type Rule, type Table } from '../rule.ts';
import type { Use } from '../use.ts';

const message = 'floods another machine';
const sending =
  /^(?:curl|wget|http|https|xh|aria2c|ab|wrk|hey|siege|nc|ncat|netcat|telnet|hping3?|ping6?|dig|nslookup|host|socat|openssl|lynx|links|fping|nping)$/;
const loopback = /(?:^|[/@:[ ])(?:localhost|127\.\d+\.\d+\.\d+|::1|0\.0\.0\.0|host\.docker\.internal)(?:[\]:/ ]|$)/;

const table: Table = [
  [
    /^(?:ab|wrk|hey|siege|bombardier|vegeta)\b(?!.*(?:localhost|127\.0\.0\.1)).* (?:-[cr] ?\d{4,}|-n ?\d{6,}|--(?:connections|concurrent|requests|rate)[= ]\d{4,}|-rate[= ]\d{4,})/,
    'critical',
    message,
  ],
];

/** Where it goes, as far as it is known: its own arguments, and what `xargs` is fed. */
const addresses = (use: Use): string =>
  [use.command, ...feedersOf(use)].flatMap((each) => each.args.map((word) => word.shown)).join(' ');

/** One address again and again; a list of pages is fetched once each. */
const sameAddress = (use: Use): boolean =>
  use.operands.some((each) => /^https?:|\.\w{2,}(?:[:/]|$)|^\d+\./.test(each.shown));

function checkTurns(use: Use): Finding | undefined {
  if (!sending.test(use.name) || use.has('l', 'listen') || loopback.test(addresses(use)) || rests(use))
    return undefined;
  const { turns, atOnce } = repetitionOf(use);
  const endless = turns === Number.POSITIVE_INFINITY && (use.name !== 'ping' || atOnce > 1);
  const massive = turns >= 1000 && atOnce >= 20;
  const burst = atOnce >= 50 && atOnce !== Number.POSITIVE_INFINITY && sameAddress(use);
  return endless || massive || burst ? { level: 'critical', message } : undefined;
}

/** `cat /dev/urandom | nc -u host 53` */
function checkStream(use: Use): Finding | undefined {
  const network = /^(?:nc|ncat|netcat|socat|telnet)$/.test(use.name) && !use.has('l', 'listen');
  const sources = [
    ...use.before.filter((each) => !each.args.some((word) => /^count=|^-\w*c/.test(word.shown))),
    use.command,
  ];
  const texts = sources.flatMap((each) => [
    ...each.args.map((word) => word.shown),
    ...each.redirections.filter(({ operator }) => operator === '<').map(({ target }) => target.shown),
    ...(each.program?.shown === 'yes' ? ['/dev/zero'] : []),
  ]);
  const bounded = use.before.some((each) => /^(?:head|pv)$/.test(each.program?.shown ?? ''));
  const endless = texts.some((each) => /^(?:if=)?\/dev\/(?:zero|u?random)$/.test(each));
  return network && endless && !bounded && !loopback.test(addresses(use)) ? { level: 'critical', message } : undefined;
}

/** Bash sends to `/dev/udp/…` by itself. */
function checkSocket(use: Use): Finding | undefined {
  const target = use.command.redirections.find(
    (each) => each.operator.startsWith('>') && /^\/dev\/(?:tcp|udp)\//.test(each.target.shown),
  )?.target;
  const endless = /^(?:yes|cat|dd)$/.test(use.name) && /^yes|\/dev\/(?:zero|u?random)/.test(use.line);
  const repeated = repetitionOf(use).turns >= 1000 && !rests(use);
  return target && !loopback.test(target.shown) && (endless || repeated)
    ? { level: 'critical', message, place: target.place }
    : undefined;
}

export const floodHosts: Rule = {
  id: 'flood-hosts',
  why: 'A machine that answers a flood serves nobody else.',
  examples: {
    match: [
      ['yes https://x.example/ | xargs -P 200 -n1 curl -s -o /dev/null', 'critical'],
      ['while true; do wget -q -O- http://x.example/ & done', 'critical'],
      ['for i in {1..100000}; do curl -s http://x.example & done', 'critical'],
      ['cat /dev/urandom | nc -u 192.0.2.1 53', 'critical'],
      ['while :; do echo x > /dev/udp/192.0.2.1/53; done', 'critical'],
      ['ab -n 10000000 -c 1000 http://x.example/', 'critical'],
    ],
    pass: [
      'while true; do curl -s http://x.example/health; sleep 5; done',
      'xargs -P 8 -n 1 curl -O < urls.txt',
      'seq 1 5000 | xargs -P 50 -I{} curl -s http://localhost:8080/{}',
      'for i in 1 2 3; do curl -s https://x.example/page/$i; done',
      'while true; do nc -l 8080 < page.html; done',
      'head -c 1M /dev/zero | nc 192.0.2.1 9000',
    ],
  },
  check: (use) => [...lookUp(use, table), checkTurns(use), checkStream(use), checkSocket(use)],
};
