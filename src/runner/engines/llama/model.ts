/** A model that llama.cpp has loaded: one context for single answers, and one for many at once. */
import type { ChatWrapper, Llama, LlamaContext, LlamaGrammar, LlamaModel } from 'node-llama-cpp';
import { chatAll } from '../chat-all.ts';
import { type Abilities, EngineError, type GenerateOptions, type Generation, type LoadedModel } from '../engine.ts';
import { chatPrompt, type PromptTokens, rawPrompt, templateOf } from './chat-prompt.ts';
import { decode } from './decode.ts';
import { installCommand, type Library } from './library.ts';
import { sampleInTurn } from './orderly-sampling.ts';
import { ensureRoom, fittingSequences } from './room.ts';
import { Sequences } from './sequences.ts';
import { toEngineError } from './trouble.ts';

export interface LlamaModelParts {
  readonly library: Library;
  readonly llama: Llama;
  readonly model: LlamaModel;
  /** Tokens of each sequence. */
  readonly contextSize: number;
  readonly threads: number;
  /** How many chats are answered together unless somebody says otherwise. */
  readonly together: number;
  readonly onDispose: () => void;
}

/** The library checks the schema when it is used; its type is too deep for a schema that is not written in code. */
type AnyJsonSchema = Parameters<Llama['createGrammarForJsonSchema']>[0];

const disposed = (): EngineError => new EngineError('failed', 'the model was disposed of');

const cannotBatch = (): EngineError =>
  new EngineError('not-available', 'this release of node-llama-cpp can only answer one chat at a time', {
    hint: `run ${installCommand}`,
  });

/** More sequences than this cost memory and gain nothing. */
const mostTogether = 16;

/** @throws EngineError with code `out-of-memory` when its context can't be allocated */
export async function openModel(parts: LlamaModelParts): Promise<LoadedModel> {
  const model = new LoadedLlama(parts);
  await model.open();
  return model;
}

class LoadedLlama implements LoadedModel {
  readonly #parts: LlamaModelParts;
  readonly #wrapper: ChatWrapper;
  readonly #single: Sequences;
  #many: Sequences | undefined;
  #manyCount = 0;
  #disposed: Promise<void> | undefined;
  readonly #running = new Set<Promise<unknown>>();
  abilities: Abilities;

  constructor(parts: LlamaModelParts) {
    this.#parts = parts;
    this.#wrapper = templateOf(parts.library, parts.model);
    this.#single = new Sequences(() => this.#createContext(1));
    this.abilities = {
      streaming: true,
      chat: true,
      grammar: true,
      seed: true,
      abort: true,
      modelFile: true,
      resident: true,
      concurrent: true,
      contextSize: parts.contextSize,
    };
  }

  async open(): Promise<void> {
    const { contextSize } = await this.#single.open();
    this.abilities = { ...this.abilities, contextSize };
  }

  generate: LoadedModel['generate'] = (prompt, options = {}) =>
    this.#answer(this.#idle(), () => rawPrompt(this.#parts.model, prompt), options);

  chat: LoadedModel['chat'] = (messages, options = {}) =>
    this.#answer(this.#idle(), () => chatPrompt(this.#parts.model, this.#wrapper, messages), options);

  chatAll: LoadedModel['chatAll'] = (chats, options = {}) => {
    const wanted = Math.min(options.concurrency ?? this.#parts.together, mostTogether);
    if (wanted <= 1 || chats.length <= 1) return chatAll(this.chat, chats, options, 1);
    const many = this.#manyAtOnce(wanted);
    const chat: LoadedModel['chat'] = (messages, each = {}) =>
      this.#answer(many, () => chatPrompt(this.#parts.model, this.#wrapper, messages), each);
    // Those who wait for a sequence would wait in their own time.
    return chatAll(chat, chats, options, Math.min(wanted, this.#manyCount));
  };

  dispose(): Promise<void> {
    this.#disposed ??= this.#free();
    return this.#disposed;
  }

  /** The context for single answers; the other one when somebody is being answered there. */
  #idle(): Sequences {
    return this.#single.idle ? this.#single : this.#manyAtOnce(this.#parts.together);
  }

  /** The first to ask decides how many sequences there are, as far as memory goes; later ones share them. */
  #manyAtOnce(wanted: number): Sequences {
    if (this.#many) return this.#many;
    const count = fittingSequences(this.#parts, wanted);
    this.#manyCount = count;
    this.#many = count > 1 ? new Sequences(() => this.#createContext(count)) : this.#single;
    return this.#many;
  }

  async #answer(sequences: Sequences, write: () => PromptTokens, options: GenerateOptions): Promise<Generation> {
    if (this.#disposed) throw disposed();
    const answering = this.#decode(sequences, write, options);
    this.#running.add(answering);
    try {
      const answer = await answering;
      if (this.#disposed && answer.finish === 'aborted' && !options.signal?.aborted) throw disposed();
      return answer;
    } catch (error) {
      throw toEngineError(this.#parts.library, error, 'failed', 'to answer');
    } finally {
      this.#running.delete(answering);
    }
  }

  async #decode(sequences: Sequences, write: () => PromptTokens, options: GenerateOptions): Promise<Generation> {
    const started = performance.now();
    const { library, model } = this.#parts;
    const { grammar: _, jsonSchema: __, ...rest } = options;
    const grammar = await this.#grammar(options);
    const grammarState = grammar && new library.LlamaGrammarEvaluationState({ model, grammar });
    const grammarStops = grammar?.stopGenerationTriggers.map(String) ?? [];
    const isOver = (): boolean => this.#disposed !== undefined;
    return await sequences.lend((sequence) =>
      decode(sequence, write(), { ...rest, grammarState, grammarStops, isOver, started }),
    );
  }

  async #grammar({ grammar, jsonSchema }: GenerateOptions): Promise<LlamaGrammar | undefined> {
    const { llama } = this.#parts;
    try {
      if (jsonSchema) return await llama.createGrammarForJsonSchema(jsonSchema as AnyJsonSchema);
      if (grammar !== undefined) return await llama.createGrammar({ grammar });
      return undefined;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      throw new EngineError('failed', `the grammar is wrong: ${message}`, { cause: error });
    }
  }

  async #createContext(sequences: number): Promise<LlamaContext> {
    const { library, model, contextSize, threads } = this.#parts;
    ensureRoom(this.#parts, sequences);
    try {
      const context = await model.createContext({ contextSize, sequences, threads, failedCreationRemedy: false });
      if (sequences > 1 && !sampleInTurn(context)) throw cannotBatch();
      return context;
    } catch (error) {
      const context = `to make a context of ${contextSize} tokens${sequences > 1 ? ` for ${sequences} chats` : ''}`;
      throw toEngineError(library, error, 'out-of-memory', context);
    }
  }

  async #free(): Promise<void> {
    // The library waits for ever for a context that is in use.
    await Promise.allSettled(this.#running);
    await this.#single.dispose();
    await this.#many?.dispose();
    await this.#parts.model.dispose();
    this.#parts.onDispose();
  }
}
