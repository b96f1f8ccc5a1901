/** Breaks a transfer off when the server has said nothing for too long. */

/** Counts from its making, and anew at each `hear()`. */
export class Silence {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;
  readonly limitMs: number;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
    this.#timer = setTimeout(() => this.#controller.abort(new Error('silence')), limitMs);
  }

  /** Aborts when the limit is reached. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  hear(): void {
    this.#timer.refresh();
  }

  end(): void {
    clearTimeout(this.#timer);
  }
}
