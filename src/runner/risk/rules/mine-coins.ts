/** Finds programs that mine crypto-currency. */
import { named } from '../named.ts';
import type { Rule } from '../rule.ts';

const miners = named(
  'xmrig* minerd cpuminer* ethminer cgminer bfgminer nbminer t-rex trex lolminer phoenixminer claymore*',
  'xmr-stak* ccminer* gminer teamredminer nanominer srbminer* kdevtmpfsi kinsing nheqminer wildrig*',
  'cryptonight* randomx* bminer moneroocean*',
);

export const mineCoins: Rule = {
  id: 'mine-coins',
  why: 'It takes all the power of a machine for somebody else.',
  examples: {
    match: [
      ['./xmrig -o pool.example:3333 -u wallet', 'high'],
      ['nohup ./x -o stratum+tcp://pool.example:3333 &', 'high'],
    ],
    pass: ['grep xmrig notes.txt', 'echo stratum+tcp://x', 'pgrep xmrig'],
  },
  check: (use) =>
    miners.test(use.name) ||
    (/stratum\+(?:tcp|ssl|udp):\/\/|--donate-level|--algo[= ](?:rx|cn|cryptonight|ethash|kawpow)/.test(use.line) &&
      !/^(?:echo|grep|rg|printf|cat|git|man|curl)$/.test(use.name))
      ? [{ level: 'high', message: 'mines crypto-currency' }]
      : [],
};
