/**
 * Repeats the month with other durations and other numbers of events, to say how far it can be off.
 *
 * The month is simulated once. A trial takes from it how often each kind of job ran, with its caches and without, and
 * how often it was cut short. For each stream that varies it draws how many events there are (Poisson) and scales its
 * jobs by that; then it draws what each of them is billed. It does not run the queue, the groups and the caches again:
 * the share of hits and of cancelled runs stays that of the month.
 */
import { type Account, drawdownOf } from '../bill.ts';
import type { Rate } from '../cards/card.ts';
import { planFacts } from '../plans.ts';
import { type MinuteSpread, spreadOf } from './estimate.ts';
import { normal, poisson, type Random, roundAtRandom, seededRandom } from './random.ts';
import type { RunTemplate, Tally } from './run-template.ts';
import type { Stream } from './stream.ts';

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

/** The jobs of a stream that draw and cost the same by the minute. */
interface Lot {
  /** Of the quota, and in mills, by the minute. */
  readonly units: number;
  readonly mills: number;
  cutMinutes: number;
  /** Jobs that always take the same: how many there are, by their minutes. */
  readonly fixed: Map<number, number>;
  readonly varying: Varying[];
}

/** Jobs of one kind whose minutes vary. */
interface Varying {
  readonly runs: number;
  readonly spread: MinuteSpread;
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
    const own = lots.get(stream) ?? [];
    lots.set(stream, own);
    for (const { price, tallies, estimates } of jobs) {
      if (price.kind !== 'rate') continue;
      const lot = lotFor(own, price.rate, account);
      for (const [hit, tally] of tallies.entries()) {
        const estimate = estimates[hit];
        if (tally.runs > 0 && estimate) addJobs(lot, tally, spreadOf(estimate));
      }
    }
  }
  return lots;
}

function lotFor(lots: Lot[], rate: Rate, account: Account): Lot {
  const counts = account.visibility === 'private' && !rate.larger;
  const units = counts ? drawdownOf(account).weigh(rate) : 0;
  const mills = counts || rate.larger ? rate.mills : 0;
  const known = lots.find((lot) => lot.units === units && lot.mills === mills);
  if (known) return known;
  const lot: Lot = { units, mills, cutMinutes: 0, fixed: new Map(), varying: [] };
  lots.push(lot);
  return lot;
}

function addJobs(lot: Lot, { runs, cutRuns, cutMinutes }: Tally, spread: MinuteSpread): void {
  lot.cutMinutes += cutMinutes;
  const whole = runs - cutRuns;
  if (whole === 0) return;
  if (spread.variance > 0) lot.varying.push({ runs: whole, spread });
  else lot.fixed.set(spread.mean, (lot.fixed.get(spread.mean) ?? 0) + whole);
}

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

function minutesOf(lot: Lot, factor: number, random: Random): number {
  let minutes = lot.cutMinutes * factor + drawVarying(lot.varying, factor, random);
  for (const [each, runs] of lot.fixed) minutes += roundAtRandom(runs * factor, random) * each;
  return minutes;
}

/** Above this many runs their sum is drawn at once, from the normal distribution to which it tends. */
const drawEach = 48;

function drawVarying(kinds: readonly Varying[], factor: number, random: Random): number {
  const runs = factor * kinds.reduce((sum, each) => sum + each.runs, 0);
  if (runs > drawEach) {
    const mean = factor * kinds.reduce((sum, each) => sum + each.runs * each.spread.mean, 0);
    const variance = factor * kinds.reduce((sum, each) => sum + each.runs * each.spread.variance, 0);
    return Math.max(Math.round(runs), Math.round(mean + Math.sqrt(variance) * normal(random)));
  }
  let minutes = 0;
  for (const { runs: planned, spread } of kinds) {
    for (let run = roundAtRandom(planned * factor, random); run > 0; run--)
      minutes += spread.points[Math.floor(random() * spread.points.length)] ?? 0;
  }
  return minutes;
}

function rangeOf(values: readonly number[]): Range {
  const sorted = values.toSorted((left, right) => left - right);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { median: at(0.5), p10: at(0.1), p90: at(0.9) };
}
