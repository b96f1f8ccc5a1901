/** Generates an answer token by token, and ends it where it has to end. */
import type { LlamaContextSequence, LlamaGrammarEvaluationState, SequenceEvaluateOptions } from 'node-llama-cpp';
import { EngineError, type GenerateOptions, type Generation } from '../engine.ts';
import { StopTexts } from '../stop-texts.ts';
import type { PromptTokens } from './chat-prompt.ts';
import { TokenText } from './token-text.ts';

export interface DecodeOptions extends Omit<GenerateOptions, 'grammar' | 'jsonSchema'> {
  readonly grammarState: LlamaGrammarEvaluationState | undefined;
  /** Texts at which the grammar ends. */
  readonly grammarStops: readonly string[];
  /** Whether the model is being disposed of. */
  readonly isOver: () => boolean;
  /** When the answer was asked for, as `performance.now()` tells it. */
  readonly started: number;
}

/** @throws EngineError with code `context-overflow` when the prompt leaves no room for an answer */
export async function decode(
  sequence: LlamaContextSequence,
  prompt: PromptTokens,
  options: DecodeOptions,
): Promise<Generation> {
  const limit = answerLimit(sequence.contextSize, prompt.tokens.length, options.maxTokens ?? 256);
  const answer = new Answer(sequence, prompt, options);
  const last = await prefill(sequence, prompt.tokens, options);
  const finish =
    last === undefined ? 'aborted' : await answer.follow(sequence.evaluate(last, sampling(options)), limit);
  return {
    text: answer.end(finish),
    finish,
    latencyMs: performance.now() - options.started,
    ttftMs: answer.ttftMs,
    promptTokens: prompt.tokens.length,
    completionTokens: answer.tokens,
  };
}

/** The library would silently drop what came first when the context is full: so it never gets that far. */
function answerLimit(contextSize: number, promptTokens: number, maxTokens: number): number {
  const room = contextSize - promptTokens;
  if (room >= 1) return Math.min(room, maxTokens);
  throw new EngineError(
    'context-overflow',
    `the prompt has ${promptTokens} tokens, and the context has room for ${contextSize}, the answer included`,
    { hint: 'shorten the prompt, or use a larger context' },
  );
}

/** Tokens that are evaluated before the signal is looked at again. */
const chunk = 512;

/** Evaluates a long prompt in parts, so that it can be aborted; returns what is left to evaluate with the answer. */
async function prefill(
  sequence: LlamaContextSequence,
  tokens: PromptTokens['tokens'],
  options: DecodeOptions,
): Promise<PromptTokens['tokens'] | undefined> {
  let done = 0;
  for (; tokens.length - done > chunk; done += chunk) {
    if (isUnwanted(options)) return undefined;
    await sequence.evaluateWithoutGeneratingNewTokens(tokens.slice(done, done + chunk));
  }
  return isUnwanted(options) ? undefined : tokens.slice(done);
}

const isUnwanted = ({ signal, isOver }: DecodeOptions): boolean => signal?.aborted === true || isOver();

function sampling({ temperature = 0, seed, grammarState }: DecodeOptions): SequenceEvaluateOptions {
  return {
    temperature,
    ...(seed === undefined ? {} : { seed }),
    ...(grammarState === undefined ? {} : { grammarEvaluationState: grammarState }),
  };
}

/** The answer so far. */
class Answer {
  readonly #text: TokenText;
  readonly #stops: StopTexts;
  readonly #prompt: PromptTokens;
  readonly #options: DecodeOptions;
  #said = '';
  ttftMs: number | undefined;
  tokens = 0;

  constructor(sequence: LlamaContextSequence, prompt: PromptTokens, options: DecodeOptions) {
    this.#text = new TokenText(sequence.model);
    this.#stops = new StopTexts([...prompt.stopTexts, ...options.grammarStops, ...(options.stop ?? [])]);
    this.#prompt = prompt;
    this.#options = options;
  }

  /** Takes tokens until the model ends, the limit is reached, a stop is found, or somebody aborts. */
  async follow(generated: ReturnType<LlamaContextSequence['evaluate']>, limit: number): Promise<Generation['finish']> {
    for await (const token of generated) {
      if (isUnwanted(this.#options)) return 'aborted';
      if (this.#prompt.stopTokens.has(token)) return 'stop';
      this.ttftMs ??= performance.now() - this.#options.started;
      this.tokens += 1;
      this.#say(this.#stops.push(this.#text.push(token)));
      if (this.#stops.stopped) return 'stop';
      if (this.tokens >= limit) return 'length';
    }
    return isUnwanted(this.#options) ? 'aborted' : 'stop';
  }

  /** The whole text, with what was held back unless it was the beginning of a stop. */
  end(finish: Generation['finish']): string {
    if (finish !== 'aborted' && !this.#stops.stopped)
      this.#say(this.#stops.push(this.#text.flush()) + this.#stops.flush());
    return this.#said;
  }

  #say(piece: string): void {
    if (piece === '') return;
    this.#said += piece;
    this.#options.onText?.(piece);
  }
}
