/** Estimates of how long something takes and how much it keeps: for plans and budgets, never for the YAML. */
import { type Duration, durationHint, readDuration, readSize, type Size, sizeHint } from '../contract/amounts.ts';
import type { Takes } from '../model/index.ts';
import { type Authored, misuse } from './render.ts';

/** What jobs and steps say for plans and budgets. */
export interface DurationOptions {
  /**
   * How long it usually takes; `hit` and `miss` where a cache decides.
   *
   * @example
   * run(sh`npm ci`, { takes: { hit: '15s', miss: '90s' } });
   */
  readonly takes?: Duration | { readonly hit: Duration; readonly miss: Duration };
}

export interface SizeOptions {
  /** How much an artifact that the step uploads, or a cache entry that it saves, usually holds. */
  readonly size?: Size;
}

/** The options that only plans and budgets read. */
export const estimateKeys = ['takes', 'size'];

export function renderEstimates({ takes, size }: Authored): { takes?: Takes; megabytes?: number } {
  return {
    ...(takes === undefined ? {} : { takes: toTakes(takes) }),
    ...(size === undefined ? {} : { megabytes: toMegabytes(size) }),
  };
}

function toTakes(takes: unknown): Takes {
  if (typeof takes !== 'object' || takes === null) return { hit: toSeconds(takes), miss: toSeconds(takes) };
  const { hit, miss, ...rest } = takes as Readonly<Record<string, unknown>>;
  const [other] = Object.keys(rest);
  if (other !== undefined) throw misuse(`takes has no key "${other}"`, "write takes: { hit: '15s', miss: '90s' }");
  return { hit: toSeconds(hit), miss: toSeconds(miss) };
}

function toSeconds(value: unknown): number {
  const seconds = readDuration(value);
  if (seconds === undefined) throw misuse(`takes: ${JSON.stringify(value)} is no duration`, durationHint);
  return seconds;
}

function toMegabytes(value: unknown): number {
  const megabytes = readSize(value);
  if (megabytes === undefined) throw misuse(`size: ${JSON.stringify(value)} is no size`, sizeHint);
  return megabytes;
}
