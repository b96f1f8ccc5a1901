/** Learns which neighbours to merge into one token: byte-pair encoding. */
import { toByteCharacters } from './byte-alphabet.ts';
import { preTokenize } from './pre-tokenize.ts';

export interface Merge {
  readonly left: string;
  readonly right: string;
}

interface Word {
  symbols: string[];
  readonly count: number;
}

/**
 * The merges that shorten the texts most, the best first; of equals the alphabetically first.
 *
 * @param most how many merges there are at the most; pairs that occur once are not merged
 * @example
 * trainBpe(['low lower lowest'], 1); // [{ left: 'l', right: 'o' }]
 */
export function trainBpe(texts: readonly string[], most: number): Merge[] {
  const words = countWords(texts);
  const merges: Merge[] = [];
  while (merges.length < most) {
    const best = mostFrequentPair(words);
    if (best === undefined) break;
    merges.push(best);
    for (const word of words) word.symbols = applyMerge(word.symbols, best);
  }
  return merges;
}

function countWords(texts: readonly string[]): Word[] {
  const counts = new Map<string, number>();
  for (const piece of texts.flatMap(preTokenize)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
  return [...counts].map(([piece, count]) => ({ symbols: [...toByteCharacters(piece)], count }));
}

function mostFrequentPair(words: readonly Word[]): Merge | undefined {
  const counts = new Map<string, number>();
  for (const { symbols, count } of words) {
    for (let index = 1; index < symbols.length; index++) {
      // A blank is none of the characters that stand for bytes.
      const pair = `${symbols[index - 1]} ${symbols[index]}`;
      counts.set(pair, (counts.get(pair) ?? 0) + count);
    }
  }
  let best: readonly [string, number] = ['', 1];
  for (const [pair, count] of counts) {
    if (count > best[1] || (count === best[1] && count > 1 && pair < best[0])) best = [pair, count];
  }
  if (best[1] < 2) return undefined;
  const [left = '', right = ''] = best[0].split(' ');
  return { left, right };
}

/** The symbols with every such pair merged, from the left. */
export function applyMerge(symbols: readonly string[], { left, right }: Merge): string[] {
  const merged: string[] = [];
  for (let index = 0; index < symbols.length; index++) {
    const isPair = symbols[index] === left && symbols[index + 1] === right;
    merged.push(isPair ? left + right : (symbols[index] as string));
    if (isPair) index++;
  }
  return merged;
}
