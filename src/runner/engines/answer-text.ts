/** The text of an answer while it comes: what is after a stop is cut off, and each piece is told once. */
import type { GenerateOptions, Generation } from './engine.ts';
import { StopTexts } from './stop-texts.ts';

/** Starts its clock when it is made. */
export class AnswerText {
  readonly #started = performance.now();
  readonly #stops: StopTexts;
  readonly #onText: GenerateOptions['onText'];
  #text = '';
  #ttftMs: number | undefined;

  constructor({ stop, onText }: GenerateOptions) {
    this.#stops = new StopTexts(stop);
    this.#onText = onText;
  }

  /** @returns whether more is wanted */
  push(piece: string): boolean {
    this.#say(this.#stops.push(piece));
    return !this.#stops.stopped;
  }

  /** Says what was held back, as it might have been the beginning of a stop. */
  flush(): void {
    this.#say(this.#stops.flush());
  }

  /** The answer; nobody has counted its tokens. */
  end(finish: Generation['finish']): Generation {
    const latencyMs = performance.now() - this.#started;
    const untold = { promptTokens: undefined, completionTokens: undefined };
    return { text: this.#text, finish, latencyMs, ttftMs: this.#ttftMs, ...untold };
  }

  #say(piece: string): void {
    if (piece === '') return;
    this.#ttftMs ??= performance.now() - this.#started;
    this.#text += piece;
    this.#onText?.(piece);
  }
}
