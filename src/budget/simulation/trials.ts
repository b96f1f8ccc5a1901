/** Repeats the month with other durations and other numbers of events, to say how far it can be off. */
import { type Account, drawdownOf } from '../bill.ts';
import { planFacts } from '../plans.ts';
import { type MinuteSpread, spreadOf } from './estimate.ts';
import { normal, poisson, type Random, roundAtRandom, seededRandom } from './random.ts';
import type { RunTemplate, Tally } from './run-template.ts';
import type { Stream } from './streams.ts';

export interface Range {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
}

export interface Trials {
  readonly count: number;
  /** Linux-equivalent minutes of the quota. */
  readonly drawn: Range;
  readonly usd: Range;
  readonly chanceToExceed: number;
}

/** Jobs of one kind: how many there are in the month as planned, and what each draws from the quota and costs. */
interface Lot {
  readonly runs: number;
  readonly cutMinutes: number;
  readonly spread: MinuteSpread;
  readonly units: number;
  readonly mills: number;
}

type Lots = ReadonlyMap<Stream, readonly Lot[]>;

export interface TrialOptions {
  readonly account: Account;
  readonly count: number;
  readonly seed: number;
  /** What is paid however many runs there are, in mills. */
  readonly storageMills: number;
}

export function runTrials(templates: readonly RunTemplate[], options: TrialOptions): Trials {
  const { account, count, seed, storageMills } = options;
  const lots = lotsOf(templates, account);
  const quota = planFacts[account.plan].minutes * drawdownOf(account).unitsPerMinute(account.card);
  const random = seededRandom(seed);
  const [drawn, usd]: [number[], number[]] = [[], []];
  let exceeded = 0;
  for (let trial = 0; trial < count; trial++) {
    const month = oneMonth(lots, random);
    const over = Math.max(0, month.units - quota);
    if (over > 0) exceeded++;
    drawn.push(month.units / drawdownOf(account).unitsPerMinute(account.card));
    const standard = over === 0 ? 0 : (month.standardMills * over) / month.units;
    usd.push((standard + month.largerMills + storageMills) / 1000);
  }
  return { count, drawn: rangeOf(drawn), usd: rangeOf(usd), chanceToExceed: count === 0 ? 0 : exceeded / count };
}

function lotsOf(templates: readonly RunTemplate[], account: Account): Lots {
  const lots = new Map<Stream, Lot[]>();
  for (const { stream, jobs } of templates) {
    for (const { price, tallies, estimates } of jobs) {
      if (price.kind !== 'rate') continue;
      const { rate } = price;
      const counts = account.visibility === 'private' && !rate.larger;
      const perMinute = {
        units: counts ? drawdownOf(account).weigh(rate) : 0,
        mills: counts || rate.larger ? rate.mills : 0,
      };
      const own = tallies.flatMap((tally, hit) => {
        const estimate = estimates[hit];
        return tally.runs === 0 || !estimate ? [] : [lotOf(tally, spreadOf(estimate), perMinute)];
      });
      lots.set(stream, [...(lots.get(stream) ?? []), ...own]);
    }
  }
  return lots;
}

const lotOf = (
  { runs, cutRuns, cutMinutes }: Tally,
  spread: MinuteSpread,
  perMinute: Pick<Lot, 'units' | 'mills'>,
): Lot => ({
  runs: runs - cutRuns,
  cutMinutes,
  spread,
  ...perMinute,
});

function oneMonth(lots: Lots, random: Random): { units: number; standardMills: number; largerMills: number } {
  const sum = { units: 0, standardMills: 0, largerMills: 0 };
  for (const [stream, own] of lots) {
    const planned = stream.occurrences.length;
    const factor = stream.varies && planned > 0 ? poisson(planned, random) / planned : 1;
    for (const lot of own) {
      const minutes = minutesOf(lot, factor, random);
      sum.units += minutes * lot.units;
      if (lot.units > 0) sum.standardMills += minutes * lot.mills;
      else sum.largerMills += minutes * lot.mills;
    }
  }
  return sum;
}

/** Above this many runs the sum is drawn at once, from the normal distribution to which it tends. */
const drawEach = 48;

function minutesOf({ runs, cutMinutes, spread }: Lot, factor: number, random: Random): number {
  const { points, mean, variance } = spread;
  const count = roundAtRandom(runs * factor, random);
  const cut = cutMinutes * factor;
  if (variance === 0) return count * mean + cut;
  if (count > drawEach)
    return Math.max(count, Math.round(count * mean + Math.sqrt(count * variance) * normal(random))) + cut;
  let minutes = cut;
  for (let run = 0; run < count; run++) minutes += points[Math.floor(random() * points.length)] ?? 0;
  return minutes;
}

function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p10: at(0.1), p90: at(0.9) };
}
