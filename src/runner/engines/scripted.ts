/** The engine that answers from a script: it tests the harness itself, and says nothing about any model. */
import { setTimeout as sleep } from 'node:timers/promises';
import { AnswerText } from './answer-text.ts';
import { chatAll } from './chat-all.ts';
import {
  type Engine,
  EngineError,
  type GenerateOptions,
  type Generation,
  type LoadedModel,
  type Message,
} from './engine.ts';

/** One answer: its text, or what goes wrong instead of it. */
export interface ScriptedAnswer {
  /** The pieces in which it comes. @default none */
  readonly pieces?: readonly string[];
  /** Milliseconds before each piece. @default 0 */
  readonly delayMs?: number;
  /** Thrown after the pieces. */
  readonly error?: Error;
  /** Whether it says nothing more, and never ends. */
  readonly endless?: boolean;
}

/** Answers by what is asked, or one after the other; the last of a list is repeated. */
export type Script =
  | readonly (string | ScriptedAnswer)[]
  | ((messages: readonly Message[], options: GenerateOptions) => string | ScriptedAnswer);

export interface ScriptedSettings {
  readonly answers: Script;
  /** What it claims it can't do. */
  readonly abilities?: Partial<LoadedModel['abilities']>;
  /** Thrown by every load. */
  readonly loadError?: Error;
}

/**
 * An engine with known answers.
 *
 * @example
 * const engine = scriptedEngine({ answers: ['ls -la', { endless: true }] });
 */
export function scriptedEngine(settings: ScriptedSettings): Engine {
  const next = answerer(settings.answers);
  return {
    name: 'scripted',
    describe: async () => ({ name: 'scripted', build: 'none', version: '1', threads: null, device: 'none' }),
    load: async () => {
      if (settings.loadError) throw settings.loadError;
      return scriptedModel(next, settings);
    },
    dispose: async () => {},
  };
}

type Answerer = (messages: readonly Message[], options: GenerateOptions) => ScriptedAnswer;

function answerer(script: Script): Answerer {
  let turn = 0;
  return (messages, options) => {
    const answer =
      typeof script === 'function' ? script(messages, options) : script[Math.min(turn++, script.length - 1)];
    return typeof answer === 'string' ? { pieces: [answer] } : (answer ?? {});
  };
}

function scriptedModel(next: Answerer, { abilities }: ScriptedSettings): LoadedModel {
  let disposed = false;
  const chat: LoadedModel['chat'] = async (messages, options = {}) => {
    if (disposed) throw new EngineError('failed', 'the model was disposed of');
    return play(next(messages, options), options);
  };
  return {
    abilities: {
      streaming: true,
      chat: true,
      grammar: false,
      seed: false,
      abort: true,
      modelFile: false,
      resident: false,
      concurrent: true,
      contextSize: undefined,
      ...abilities,
    },
    generate: (prompt, options) => chat([{ role: 'user', content: prompt }], options),
    chat,
    chatAll: (chats, options = {}) => chatAll(chat, chats, options, options.concurrency ?? 4),
    dispose: async () => {
      disposed = true;
    },
  };
}

async function play(answer: ScriptedAnswer, options: GenerateOptions): Promise<Generation> {
  const text = new AnswerText(options);
  const aborted = !(await speak(answer, options.signal, (piece) => text.push(piece)));
  if (!aborted) text.flush();
  if (!aborted && answer.error) throw answer.error;
  return text.end(aborted ? 'aborted' : 'stop');
}

/** @returns whether it came to its end, and was not aborted */
async function speak(
  { pieces = [], delayMs = 0, endless = false }: ScriptedAnswer,
  signal: AbortSignal | undefined,
  say: (piece: string) => void,
): Promise<boolean> {
  for (const piece of pieces) {
    if (!(await pause(delayMs, signal))) return false;
    say(piece);
  }
  return endless ? pause(2 ** 30, signal) : true;
}

/** @returns false when the signal came first */
async function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
  if (signal?.aborted) return false;
  if (ms === 0) return true;
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
    return true;
  } catch (error) {
    if (signal?.aborted) return false;
    throw error;
  }
}
