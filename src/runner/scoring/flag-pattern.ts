/** What a pattern says of an option: `-n|--lines 20` is two names, and a value. */
import type { FlagPattern, Matcher } from '../cases/pattern.ts';
import type { Arguments, Option } from './arguments.ts';
import { matchesText } from './match-text.ts';

export interface Flag {
  readonly names: readonly string[];
  readonly value: Matcher | undefined;
}

export function readFlag(pattern: FlagPattern): Flag {
  if (typeof pattern !== 'string') return { names: pattern.option.split('|'), value: pattern.value };
  const [names = '', value] = pattern.split(' ');
  return { names: names.split('|'), value: value?.split('|') };
}

/** The names of those that take a value. */
export const valuedNames = (flags: readonly Flag[]): string[] =>
  flags.flatMap(({ names, value }) => (value === undefined ? [] : names));

/** @throws SlowPatternError */
export const hasFlag = ({ options }: Arguments, flag: Flag): boolean =>
  options.some((option) => flag.names.some((name) => isNamed(option, name)) && hasValue(option, flag.value));

/** GNU programs take the beginning of a long option for all of it. */
const isNamed = ({ name }: Option, wanted: string): boolean =>
  name === wanted || (/^--\w{3}/.test(name) && wanted.startsWith(name));

/** A value with a star must come to the program as it is: unquoted, the shell would replace it. */
function hasValue({ value }: Option, wanted: Matcher | undefined): boolean {
  if (wanted === undefined) return true;
  const exact = typeof wanted === 'string' || 'length' in wanted;
  if (value === undefined || (value.expands && exact)) return false;
  return matchesText(wanted, value.text);
}
