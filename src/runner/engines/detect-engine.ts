/** Finds out from the environment which engine is meant; what is named and can't be used is never passed over. */
import * as z from 'zod';
import { didYouMean, PipelineError } from '../../diagnostics/index.ts';
import { type EngineChoice, engineNames, type PublicEngineName } from './registry.ts';

export interface DetectedEngine {
  readonly choice: EngineChoice;
  /** Why this one, in words for people. */
  readonly why: string;
  /** The model file that the environment names. */
  readonly modelPath: string | undefined;
}

/** Services that the environment may name, and that no engine speaks to. */
const services = { OLLAMA_HOST: 'Ollama', VLLM_API_URL: 'vLLM' } as const;

const commandSchema = z.array(z.string()).min(1);

/**
 * Chooses the engine: `PIPEWRIGHT_ENGINE`, with `PIPEWRIGHT_COMMAND` (a JSON array) for `command`; else `llama`.
 *
 * @throws PipelineError with exit code 2 when the environment names an engine or a service that there is none for
 * @example
 * detectEngine({ PIPEWRIGHT_ENGINE: 'command', PIPEWRIGHT_COMMAND: '["my-cli", "{prompt}"]' }).choice.engine; // 'command'
 */
export function detectEngine(environment: NodeJS.ProcessEnv): DetectedEngine {
  const modelPath = environment['PIPEWRIGHT_MODEL_PATH'] || undefined;
  const named = environment['PIPEWRIGHT_ENGINE'];
  if (named) return { choice: choose(named, environment), why: `PIPEWRIGHT_ENGINE is "${named}"`, modelPath };
  refuseServices(environment);
  const why = modelPath ? 'PIPEWRIGHT_MODEL_PATH names a model file' : 'the environment names no engine';
  return { choice: { engine: 'llama' }, why, modelPath };
}

function choose(named: string, environment: NodeJS.ProcessEnv): EngineChoice {
  if (!isEngineName(named)) {
    const hint = didYouMean(named, engineNames) ?? `write one of ${engineNames.join(', ')}`;
    throw wrong('unknown-engine', `PIPEWRIGHT_ENGINE is "${named}", and there is no such engine`, hint);
  }
  return named === 'llama' ? { engine: 'llama' } : { engine: 'command', command: readCommand(environment) };
}

const isEngineName = (name: string): name is PublicEngineName => engineNames.some((each) => each === name);

function readCommand(environment: NodeJS.ProcessEnv): readonly string[] {
  const parsed = commandSchema.safeParse(parseJson(environment['PIPEWRIGHT_COMMAND'] ?? ''));
  if (parsed.success) return parsed.data;
  const hint = 'write a JSON array: PIPEWRIGHT_COMMAND=\'["my-cli", "{prompt}"]\'';
  throw wrong('missing-command', 'PIPEWRIGHT_ENGINE is "command", and PIPEWRIGHT_COMMAND is no command', hint);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is no command either, and the caller says so.
    return undefined;
  }
}

function refuseServices(environment: NodeJS.ProcessEnv): void {
  const found = Object.entries(services).filter(([name]) => environment[name]);
  const [first] = found;
  if (!first) return;
  const names = found.map(([name, service]) => `${name} (${service})`).join(' and ');
  throw wrong(
    'unsupported-engine',
    `the environment names ${names}, and there is no engine for ${found.length > 1 ? 'them' : 'it'} yet`,
    `set PIPEWRIGHT_ENGINE to ${engineNames.join(' or ')}, or take ${first[0]} out of the environment`,
  );
}

const wrong = (code: string, message: string, hint: string): PipelineError =>
  new PipelineError([{ severity: 'error', code, message, hint }], 2);
