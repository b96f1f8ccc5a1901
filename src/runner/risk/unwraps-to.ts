/** The program that a wrapper such as `sudo` runs in the end. */
import { nameOf } from '../shell/index.ts';
import type { Use } from './use.ts';

export function unwrapsTo(use: Use): string | undefined {
  const inner = use.all.find((each) => each.inside.at(-1)?.command === use.command);
  return inner && nameOf(inner.program);
}
