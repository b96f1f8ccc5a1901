/** Random numbers that are the same for the same seed on every machine. */

/** Gets the next number, from 0 and below 1. */
export type Random = () => number;

/** Mulberry32. Source: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c, public domain. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
}

/** A number of the standard normal distribution, by Box and Muller. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** How many independent events there are of which `mean` are expected; by the normal distribution where they are many. */
export function poisson(mean: number, random: Random): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const limit = Math.exp(-mean);
  let product = random();
  let count = 0;
  for (; product > limit; count++) product *= random();
  return count;
}

/** Rounds up as often as the fraction says, so that the mean stays. */
export function roundAtRandom(value: number, random: Random): number {
  const below = Math.floor(value);
  return value === below ? below : below + (random() < value - below ? 1 : 0);
}
