/** Turns text into token ids and back, as llama.cpp does with the same vocabulary. */
import { byteCharacters, fromByteCharacters, toByteCharacters } from './byte-alphabet.ts';
import { preTokenize } from './pre-tokenize.ts';
import { applyMerge, type Merge, trainBpe } from './train-bpe.ts';

/** Marks that stand between texts and never come from them; each is one token. */
export const specialTokens = ['<|begin|>', '<|end|>', '<|ask|>', '<|answer|>'] as const;
export type SpecialToken = (typeof specialTokens)[number];

export class Tokenizer {
  /** The marks, then all bytes, then what was merged; an id is a place in this list. */
  readonly tokens: readonly string[];
  readonly merges: readonly Merge[];
  readonly #ids: ReadonlyMap<string, number>;
  readonly #ranks: ReadonlyMap<string, number>;
  readonly #known = new Map<string, readonly number[]>();

  constructor(merges: readonly Merge[]) {
    this.merges = merges;
    this.tokens = [...specialTokens, ...byteCharacters, ...merges.map(({ left, right }) => left + right)];
    this.#ids = new Map(this.tokens.map((token, id) => [token, id]));
    this.#ranks = new Map(merges.map(({ left, right }, rank) => [`${left} ${right}`, rank]));
  }

  /** Learns a vocabulary of at most so many tokens; as matrices want it, their number is a multiple of 8. */
  static train(texts: readonly string[], size: number): Tokenizer {
    const others = specialTokens.length + byteCharacters.length;
    const merges = trainBpe(texts, size - others);
    const total = others + merges.length;
    return new Tokenizer(merges.slice(0, merges.length - (total % 8)));
  }

  /**
   * The ids of a text; marks in it are text.
   *
   * @example
   * new Tokenizer([]).encode('ls').length; // 2
   */
  encode(text: string): number[] {
    return preTokenize(text).flatMap((piece) => this.#encodePiece(piece));
  }

  special(token: SpecialToken): number {
    return specialTokens.indexOf(token);
  }

  /** The text of ids; marks are left out. */
  decode(ids: readonly number[]): string {
    const texts = ids.filter((id) => id >= specialTokens.length).map((id) => this.tokens[id] ?? '');
    return fromByteCharacters(texts.join(''));
  }

  #encodePiece(piece: string): readonly number[] {
    const known = this.#known.get(piece);
    if (known !== undefined) return known;
    let symbols: string[] = [...toByteCharacters(piece)];
    for (let merge = this.#bestMerge(symbols); merge !== undefined; merge = this.#bestMerge(symbols)) {
      symbols = applyMerge(symbols, merge);
    }
    const ids = symbols.map((symbol) => this.#ids.get(symbol) as number);
    this.#known.set(piece, ids);
    return ids;
  }

  /** Of the merges that can be made the one that was learnt first. */
  #bestMerge(symbols: readonly string[]): Merge | undefined {
    let best = Number.POSITIVE_INFINITY;
    for (let index = 1; index < symbols.length; index++) {
      best = Math.min(best, this.#ranks.get(`${symbols[index - 1]} ${symbols[index]}`) ?? best);
    }
    return this.merges[best];
  }
}
