/** The engine that asks a program: any command line that takes a prompt and prints an answer. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { printable } from '../../diagnostics/index.ts';
import { AnswerText } from './answer-text.ts';
import { chatAll } from './chat-all.ts';
import { fillArguments, placeholdersOf } from './command/arguments.ts';
import { allowedEnvironment } from './command/environment.ts';
import { type ProgramEnd, runProgram } from './command/run-program.ts';
import { deadline, timedOut } from './deadline.ts';
import {
  type Engine,
  EngineError,
  type GenerateOptions,
  type Generation,
  type LoadedModel,
  type Message,
} from './engine.ts';

export interface CommandSettings {
  /**
   * Program and arguments; no shell reads them. `{prompt}`, `{model}`, `{seed}`, `{temperature}` and `{maxTokens}` are
   * filled in. Without `{prompt}` the prompt comes on standard input.
   */
  readonly command: readonly string[];
  /** Names of environment variables that it gets, beside those that every program needs. */
  readonly env?: readonly string[] | undefined;
  /** Milliseconds for each answer. @default 300,000 */
  readonly timeoutMs?: number | undefined;
  /** Bytes of an answer, at most. @default 10,000,000 */
  readonly outputLimit?: number | undefined;
}

/**
 * An engine that runs a program for each answer.
 *
 * @example
 * const engine = commandEngine({ command: ['my-cli', '--model', '{model}', 'ask', '{prompt}'] });
 */
export function commandEngine(settings: CommandSettings): Engine {
  const [program = ''] = settings.command;
  return {
    name: 'command',
    describe: async () => ({ name: 'command', build: program, version: 'unknown', threads: null, device: 'unknown' }),
    load: async (model) => {
      ensureProgram(program);
      return commandModel(model, settings);
    },
    dispose: async () => {},
  };
}

/** @throws EngineError when there is no such program; the first answer would say so too, but later */
function ensureProgram(program: string): void {
  if (program === '')
    throw new EngineError('not-available', 'the command is empty', { hint: "write it as in ['my-cli', '{prompt}']" });
  const isPath = /[\\/]/.test(program);
  const folders = isPath ? [''] : (process.env['PATH'] ?? process.env['Path'] ?? '').split(delimiter);
  const endings = process.platform === 'win32' ? ['', '.exe', '.com'] : [''];
  const candidates = folders.flatMap((folder) => endings.map((ending) => join(folder, program + ending)));
  if (candidates.some(isProgram)) return;
  const hint = isPath ? 'check the path, and that it may be run' : 'install it, or write its full path';
  throw new EngineError('not-available', `there is no program "${program}"`, { hint });
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Not there, or not ours to run: both mean that it is no program for us.
    return false;
  }
}

function commandModel(model: string, settings: CommandSettings): LoadedModel {
  const placeholders = placeholdersOf(settings.command);
  let disposed = false;
  const generate: LoadedModel['generate'] = async (prompt, options = {}) => {
    if (disposed) throw new EngineError('failed', 'the model was disposed of');
    const command = fillArguments(settings.command, {
      prompt,
      model,
      seed: options.seed ?? 0,
      temperature: options.temperature ?? 0,
      maxTokens: options.maxTokens ?? 256,
    });
    return answer(command, placeholders.has('prompt') ? '' : prompt, settings, options);
  };
  const chat: LoadedModel['chat'] = (messages, options) => generate(transcript(messages), options);
  return {
    abilities: {
      streaming: true,
      chat: true,
      grammar: false,
      seed: placeholders.has('seed'),
      abort: true,
      modelFile: placeholders.has('model'),
      resident: false,
      concurrent: true,
      contextSize: undefined,
    },
    generate,
    chat,
    // A program that loads its model for each answer needs the machine for itself.
    chatAll: (chats, options = {}) => chatAll(chat, chats, options, options.concurrency ?? 1),
    dispose: async () => {
      disposed = true;
    },
  };
}

const speakers = { user: 'User', assistant: 'Assistant' } as const;

/**
 * One message is the prompt itself; several are written down as a conversation. Instructions are left out: a program
 * under test brings its own.
 */
function transcript(messages: readonly Message[]): string {
  const spoken = messages.flatMap(({ role, content }) => (role === 'system' ? [] : [{ role, content }]));
  const [only] = spoken;
  if (only && spoken.length === 1) return only.content;
  return [...spoken.map(({ role, content }) => `${speakers[role]}: ${content}`), 'Assistant:'].join('\n');
}

async function answer(
  command: readonly string[],
  input: string,
  { env, timeoutMs = 300_000, outputLimit = 10_000_000 }: CommandSettings,
  options: GenerateOptions,
): Promise<Generation> {
  const text = new AnswerText(options);
  const limit = deadline(timeoutMs, options.signal);
  const onText = (piece: string): boolean => text.push(piece);
  const environment = allowedEnvironment(process.env, env);
  try {
    const end = await runProgram({ command, environment, input, outputLimit, signal: limit.signal, onText });
    if (limit.timedOut()) throw timedOut(timeoutMs);
    if (end.end === 'exited') {
      ensureSuccess(command[0] ?? '', end);
      text.flush();
    }
    return { ...text.end(end.end === 'aborted' ? 'aborted' : 'stop'), process: end.usage };
  } finally {
    limit.end();
  }
}

function ensureSuccess(program: string, { code, killedBy, complaint }: ProgramEnd): void {
  if (code === 0) return;
  const how = code === null ? `was ended by ${killedBy ?? 'the system'}` : `ended with exit code ${code}`;
  const said = printable(complaint.trim().slice(-2000));
  throw new EngineError('failed', `"${program}" ${how}${said === '' ? ' and said nothing' : `: ${said}`}`);
}
