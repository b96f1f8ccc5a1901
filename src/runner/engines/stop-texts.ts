/** Ends a text at the first of several stop texts, while the text still comes in piece by piece. */

/**
 * Passes text on, and holds back what may yet turn out to be the beginning of a stop text.
 *
 * @example
 * const filter = new StopTexts(['END']);
 * filter.push('ab E'); // 'ab '
 * filter.push('ND cd'); // '', and filter.stopped is true
 */
export class StopTexts {
  readonly #texts: readonly string[];
  #held = '';
  #stopped = false;

  constructor(texts: readonly string[] = []) {
    this.#texts = texts.filter((text) => text !== '');
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** @returns what is certain to be part of the text */
  push(piece: string): string {
    if (this.#stopped) return '';
    if (this.#texts.length === 0) return piece;
    const text = this.#held + piece;
    const end = firstOf(this.#texts, text);
    if (end !== -1) {
      this.#stopped = true;
      this.#held = '';
      return text.slice(0, end);
    }
    const keep = text.length - longestBeginning(this.#texts, text);
    this.#held = text.slice(keep);
    return text.slice(0, keep);
  }

  /** What was held back, once nothing more comes. */
  flush(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}

function firstOf(texts: readonly string[], text: string): number {
  const places = texts.map((each) => text.indexOf(each)).filter((place) => place !== -1);
  return places.length === 0 ? -1 : Math.min(...places);
}

/** How many characters at the end of the text are the beginning of one of the stop texts. */
function longestBeginning(texts: readonly string[], text: string): number {
  const longest = Math.max(...texts.map((each) => each.length)) - 1;
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (texts.some((each) => each.startsWith(end))) return length;
  }
  return 0;
}
