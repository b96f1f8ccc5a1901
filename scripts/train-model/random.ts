/** Repeatable randomness. */

export interface Random {
  /** From 0 up to, and without, 1. */
  uniform(): number;
  /** About normal, with mean 0 and deviation 1. */
  normal(): number;
  /** The same things in another order. */
  shuffle<T>(things: readonly T[]): T[];
}

/**
 * A stream of numbers that depends on the seed alone (Mulberry32).
 *
 * Source: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { uniform, normal: () => sumOfTwelve(uniform), shuffle: (things) => shuffle(things, uniform) };
}

/** Twelve uniform numbers add up to variance 1; no logarithm, whose last bit might depend on the machine. */
function sumOfTwelve(uniform: () => number): number {
  let sum = -6;
  for (let index = 0; index < 12; index++) sum += uniform();
  return sum;
}

/** Fisher and Yates. */
function shuffle<T>(things: readonly T[], uniform: () => number): T[] {
  const order = [...things];
  for (let index = order.length - 1; index > 0; index--) {
    const other = Math.floor(uniform() * (index + 1));
    [order[index], order[other]] = [order[other] as T, order[index] as T];
  }
  return order;
}
