/**
 * Matches a text with the parts of a filter pattern, in time that grows with the product of their lengths and no faster.
 *
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
import type { PatternPart } from './filter-pattern.ts';

/** Whether the parts match the whole text. */
export function matchParts(parts: readonly PatternPart[], text: string): boolean {
  // The positions in the text up to which the parts so far can match.
  let reached: Positions = new Set([0]);
  for (let index = 0; index < parts.length && reached.size > 0; index++) {
    if (isFolders(parts, index)) {
      reached = afterFolders(reached, text);
      index++;
    } else reached = afterPart(parts[index] as PatternPart, reached, text);
  }
  return reached.has(text.length);
}

type Positions = ReadonlySet<number>;

/** `**` with a slash behind it, as a whole folder: none at all fits as well, so `**` + `/README.md` is also the one at the root. */
function isFolders(parts: readonly PatternPart[], index: number): boolean {
  const [before, stars, slash] = [parts[index - 1], parts[index], parts[index + 1]];
  return stars?.kind === 'stars' && isSlash(slash) && (before === undefined || isSlash(before));
}

const isSlash = (part: PatternPart | undefined): boolean =>
  part?.kind === 'character' && part.text === '/' && part.repeat === undefined;

function afterFolders(from: Positions, text: string): Positions {
  const first = Math.min(...from);
  const found = new Set(from);
  for (let at = first; at < text.length; at++) if (text[at] === '/') found.add(at + 1);
  return found;
}

function afterPart({ kind, text: own, repeat }: PatternPart, from: Positions, text: string): Positions {
  if (kind === 'stars') return run(from, text, () => true, 0);
  if (kind === 'star') return run(from, text, (character) => character !== '/', 0);
  const fits = kind === 'set' ? setOf(own) : (character: string): boolean => character === own;
  if (repeat === '+') return run(from, text, fits, 1);
  const next = [...from].filter((at) => at < text.length && fits(text[at] ?? '')).map((at) => at + 1);
  return new Set(repeat === '?' ? [...from, ...next] : next);
}

/** The ends of every run of fitting characters, of at least so many. */
function run(from: Positions, text: string, fits: (character: string) => boolean, least: 0 | 1): Positions {
  const found = new Set(least === 0 ? from : []);
  let within = false;
  for (let at = 0; at < text.length; at++) {
    within = (within || from.has(at)) && fits(text[at] ?? '');
    if (within) found.add(at + 1);
  }
  return found;
}

/** What stands between the brackets of a set: characters and ranges. */
function setOf(set: string): (character: string) => boolean {
  const ranges = [...set.matchAll(/(.)-(.)|(.)/gs)].map(([, from, to, only]) => [from ?? only, to ?? only] as const);
  return (character) => ranges.some(([from = '', to = '']) => from <= character && character <= to);
}
