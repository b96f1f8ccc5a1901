/** What a suite asks of an engine; each engine is one file beside this one, and one line of the registry. */

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface GenerateOptions {
  /** @default 0 */
  readonly temperature?: number | undefined;
  /** Sampling is repeatable with one. */
  readonly seed?: number | undefined;
  /** @default 256 */
  readonly maxTokens?: number | undefined;
  /** Texts at which generation ends; they are not part of the answer. */
  readonly stop?: readonly string[] | undefined;
  /** A GBNF grammar that the answer follows. */
  readonly grammar?: string | undefined;
  /** A JSON schema that the answer follows. */
  readonly jsonSchema?: Readonly<Record<string, unknown>> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Gets the answer piece by piece, each piece once; what it throws ends the generation. */
  readonly onText?: ((text: string) => void) | undefined;
}

export interface Generation {
  readonly text: string;
  /** Why it ended. */
  readonly finish: 'stop' | 'length' | 'aborted';
  /** From the call to the last token, milliseconds. */
  readonly latencyMs: number;
  /** Time to first token, milliseconds; undefined when the engine gives the whole answer at once. */
  readonly ttftMs: number | undefined;
  readonly promptTokens: number | undefined;
  readonly completionTokens: number | undefined;
  /** Of a process of its own: CPU time and peak memory. */
  readonly process?: { readonly cpuMs: number | undefined; readonly peakBytes: number | undefined } | undefined;
}

export interface EngineDescription {
  readonly name: string;
  readonly build: string;
  readonly version: string;
  readonly threads: number | null;
  readonly device: string;
}

/** What an engine can do; a check of something it can't is reported as not measured. */
export interface Abilities {
  readonly streaming: boolean;
  readonly chat: boolean;
  readonly grammar: boolean;
  readonly seed: boolean;
  readonly abort: boolean;
  /** Whether it reads the model file that it is given. */
  readonly modelFile: boolean;
  /** Whether the model is held in memory between answers, so that `dispose` has something to free. */
  readonly resident: boolean;
  /** Whether several generations run at once. */
  readonly concurrent: boolean;
  /** Tokens; undefined where there is no telling. */
  readonly contextSize: number | undefined;
}

/** A model that is loaded. */
export interface LoadedModel {
  readonly abilities: Abilities;
  /**
   * Continues a raw prompt, without a chat template.
   *
   * An abort through `options.signal` gives what there is so far, with `finish: 'aborted'`.
   *
   * @throws EngineError
   */
  generate(prompt: string, options?: GenerateOptions): Promise<Generation>;
  /** Answers the last message, with the model's own chat template. */
  chat(messages: readonly Message[], options?: GenerateOptions): Promise<Generation>;
  /**
   * Answers many chats, together where the engine batches; the answers come in the order of the chats.
   *
   * One that goes wrong does not stop the others. After an abort the chats that had not begun are answered with an
   * empty text and `finish: 'aborted'`.
   */
  chatAll(chats: readonly (readonly Message[])[], options?: BatchOptions): Promise<readonly (Generation | Error)[]>;
  /** Frees what the model holds; safe to call twice. */
  dispose(): Promise<void>;
}

export interface BatchOptions extends Omit<GenerateOptions, 'onText'> {
  /** How many at once, at most. @default what suits the engine */
  readonly concurrency?: number | undefined;
  /** Milliseconds for each chat; one that takes longer gives an `EngineError` with code `timed-out`. */
  readonly timeoutMs?: number | undefined;
  /** Called when a chat is done, in no order. */
  readonly onDone?: ((index: number, result: Generation | Error) => void) | undefined;
}

export interface LoadOptions {
  /** Tokens of context. @default the model's own, at most 4096 */
  readonly contextSize?: number | undefined;
  readonly threads?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A program or a library that runs models. */
export interface Engine {
  readonly name: string;
  describe(): Promise<EngineDescription>;
  /**
   * @param model path of a file; engines without model files ignore it
   * @throws EngineError
   */
  load(model: string, options?: LoadOptions): Promise<LoadedModel>;
  /** Ends what the engine started; safe to call twice. */
  dispose(): Promise<void>;
}

export type EngineTrouble =
  /** The engine itself is not there: not installed, no such program. */
  | 'not-available'
  /** The model can't be loaded: no such file, no GGUF, a header that lacks keys. */
  | 'bad-model'
  | 'timed-out'
  /** The prompt does not fit. */
  | 'context-overflow'
  | 'out-of-memory'
  | 'failed';

/** What goes wrong in an engine. */
export class EngineError extends Error {
  readonly code: EngineTrouble;
  readonly hint: string | undefined;

  constructor(code: EngineTrouble, message: string, options?: ErrorOptions & { readonly hint?: string }) {
    super(message, options);
    this.name = 'EngineError';
    this.code = code;
    this.hint = options?.hint;
  }
}
