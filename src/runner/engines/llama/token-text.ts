/** Turns tokens into text one by one: a character may be spread over several tokens. */
import type { LlamaModel, Token } from 'node-llama-cpp';

/** A character has four bytes at most, and a byte may be a token. */
const longestCharacter = 4;
/** How many tokens before it decide whether a word begins with a space. */
const memory = 4;

export class TokenText {
  readonly #model: Pick<LlamaModel, 'detokenize'>;
  #before: Token[] = [];
  #pending: Token[] = [];

  constructor(model: Pick<LlamaModel, 'detokenize'>) {
    this.#model = model;
  }

  /** @returns the text that is complete now; empty while a character is not */
  push(token: Token): string {
    this.#pending.push(token);
    const text = this.#model.detokenize(this.#pending, false, this.#before);
    if (text.endsWith('\ufffd') && this.#pending.length < longestCharacter) return '';
    this.#settle();
    return text;
  }

  /** What is left when nothing more comes: a character that was never completed. */
  flush(): string {
    const text = this.#pending.length === 0 ? '' : this.#model.detokenize(this.#pending, false, this.#before);
    this.#settle();
    return text;
  }

  #settle(): void {
    this.#before = [...this.#before, ...this.#pending].slice(-memory);
    this.#pending = [];
  }
}
