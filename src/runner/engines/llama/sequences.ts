/** Lends the sequences of a context: each answers one chat at a time, and all of them are evaluated together. */
import type { LlamaContext, LlamaContextSequence } from 'node-llama-cpp';

/** Creates its context with the first loan, and frees it when it is disposed of. */
export class Sequences {
  readonly #create: () => Promise<LlamaContext>;
  #context: Promise<LlamaContext> | undefined;
  readonly #free: LlamaContextSequence[] = [];
  readonly #waiting: ((sequence: LlamaContextSequence) => void)[] = [];
  #lent = 0;

  constructor(create: () => Promise<LlamaContext>) {
    this.#create = create;
  }

  /** Whether nobody has a sequence. */
  get idle(): boolean {
    return this.#lent === 0;
  }

  async open(): Promise<LlamaContext> {
    this.#context ??= this.#create().then((context) => {
      while (context.sequencesLeft > 0) this.#free.push(context.getSequence());
      return context;
    });
    try {
      return await this.#context;
    } catch (error) {
      this.#context = undefined;
      throw error;
    }
  }

  /** Lends a sequence, empty, as long as `use` takes; whoever comes when none is free waits. */
  async lend<T>(use: (sequence: LlamaContextSequence) => Promise<T>): Promise<T> {
    this.#lent += 1;
    try {
      await this.open();
      return await this.#use(this.#free.pop() ?? (await this.#wait()), use);
    } finally {
      this.#lent -= 1;
    }
  }

  #wait(): Promise<LlamaContextSequence> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  async #use<T>(sequence: LlamaContextSequence, use: (sequence: LlamaContextSequence) => Promise<T>): Promise<T> {
    try {
      // What an earlier chat left would save time, and make an answer depend on what was asked before.
      if (sequence.nextTokenIndex > 0) await sequence.clearHistory();
      return await use(sequence);
    } finally {
      this.#giveBack(sequence);
    }
  }

  #giveBack(sequence: LlamaContextSequence): void {
    const next = this.#waiting.shift();
    if (next) next(sequence);
    else this.#free.push(sequence);
  }

  async dispose(): Promise<void> {
    const context = await this.#context?.catch(() => undefined);
    this.#context = undefined;
    this.#free.length = 0;
    await context?.dispose();
  }
}
