/** Finds what runs the model, and the model. */
import type { Config } from '../../../config/index.ts';
import type { Report } from '../../../contract/index.ts';
import { PipelineError } from '../../../diagnostics/index.ts';
import { type OnModelEvent, resolveModel } from '../../../models/index.ts';
import type { Engine, EngineChoice } from '../../../runner/engines/index.ts';
import type { SuiteOptions } from './read-options.ts';

export interface PreparedEngine {
  readonly engine: Engine;
  /** Path of the model file; empty for a program that brings its own. */
  readonly path: string;
  readonly model: Report['model'];
  /** Why this model, for people. */
  readonly reason: string;
}

export interface EngineContext {
  readonly root: string;
  readonly config: Config;
  readonly signal: AbortSignal;
  readonly onEvent: OnModelEvent;
}

/** @throws PipelineError for a model or a program that is not there */
export async function prepareEngine(options: SuiteOptions, context: EngineContext): Promise<PreparedEngine> {
  const { createEngine, detectEngine } = await import('../../../runner/engines/index.ts');
  const given = await givenEngine(options);
  const { choice, modelPath } = given ? { choice: given, modelPath: undefined } : detectEngine(process.env);
  const engine = createEngine(choice);
  const model = options.model ?? modelPath;
  if (choice.engine !== 'command') return { engine, ...(await prepareModel({ ...options, model }, context)) };
  const takesModel = model !== undefined || choice.command.some((word) => word.includes('{model}'));
  return { engine, ...(takesModel ? await prepareModel({ ...options, model }, context) : ownModel(choice.command)) };
}

/** What the options say; they come before the environment. */
async function givenEngine({ engine, command }: SuiteOptions): Promise<EngineChoice | undefined> {
  if (engine === 'command' || command !== undefined) return { engine: 'command', command: await readCommand(command) };
  return engine && { engine };
}

type Wanted = Omit<SuiteOptions, 'model'> & { readonly model: string | undefined };

async function prepareModel(options: Wanted, { root, config, signal, onEvent }: EngineContext) {
  const { path, reason, ...found } = await resolveModel({ ...options, config, root, signal, onEvent });
  const { id, sha256, bytes, quantization, testInstrument } = found;
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return { path, reason, model: { id, file, sha256, bytes, quantization, testInstrument } };
}

/** The program knows which model it uses; we do not. */
function ownModel([program = '']: readonly string[]) {
  const id = program.split(/[\\/]/).at(-1) ?? program;
  const unknown = { file: '', sha256: null, bytes: null, quantization: null, testInstrument: false };
  return { path: '', reason: 'the program brings its own', model: { id, ...unknown } };
}

/** Takes a command line apart as a shell would, without running anything in it. */
async function readCommand(line: string | undefined): Promise<string[]> {
  if (line === undefined)
    throw wrongCommand('--engine command needs a program', 'write it as in --command "mycli {prompt}"');
  const { loadShell } = await import('../../../runner/shell/index.ts');
  const reading = (await loadShell()).read(line);
  const [command] = reading.ok ? reading.commands : [];
  const words = command?.program ? [command.program, ...command.args].map(({ text }) => text) : [];
  if (reading.ok && reading.commands.length === 1 && words.length > 0 && words.every((word) => word !== undefined))
    return words;
  throw wrongCommand(
    `--command: "${line}" is no single command`,
    'no shell reads it: no pipes, variables or substitutions; put them into a script',
  );
}

const wrongCommand = (message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code: 'wrong-option', message, hint }], 2);
