/** The environment decides which engine is used, and what it names in vain is told. */
import { PipelineError } from '../../../../diagnostics/index.ts';
import { detectEngine } from '../../../engines/detect-engine.ts';
import { createEngine } from '../../../engines/registry.ts';
import { type Check, judge } from '../check.ts';

interface Expectation {
  readonly environment: Readonly<Record<string, string>>;
  /** undefined: an error that says so. */
  readonly engine: string | undefined;
}

const expectations: readonly Expectation[] = [
  { environment: {}, engine: 'llama' },
  { environment: { PIPEWRIGHT_MODEL_PATH: 'model.gguf' }, engine: 'llama' },
  { environment: { PIPEWRIGHT_ENGINE: 'command', PIPEWRIGHT_COMMAND: '["node", "--version"]' }, engine: 'command' },
  { environment: { PIPEWRIGHT_ENGINE: 'llama', OLLAMA_HOST: 'http://127.0.0.1:11434' }, engine: 'llama' },
  { environment: { OLLAMA_HOST: 'http://127.0.0.1:11434' }, engine: undefined },
  { environment: { VLLM_API_URL: 'http://127.0.0.1:8000' }, engine: undefined },
  { environment: { PIPEWRIGHT_ENGINE: 'no-such-engine' }, engine: undefined },
];

export const backendDetection: Check = {
  id: 'backend-detection',
  title: 'the environment decides which engine is used, and nothing is passed over',
  why: 'a silent fallback tests another engine than the one that was meant',
  tags: ['contract', 'integration'],
  run: async ({ settings }) => {
    const faults = expectations.flatMap(faultsOfDetection);
    const { fault, found } = await tryOwn(settings.environment ?? process.env);
    return judge([...faults, ...(fault ?? [])], `${expectations.length} environments are understood; here: ${found}`);
  },
};

function faultsOfDetection({ environment, engine }: Expectation): string[] {
  const found = detect(environment);
  const got = found instanceof PipelineError ? undefined : found.choice.engine;
  return got === engine
    ? []
    : [`${JSON.stringify(environment)} gives ${got ?? 'an error'}, not ${engine ?? 'an error'}`];
}

function detect(environment: NodeJS.ProcessEnv): ReturnType<typeof detectEngine> | PipelineError {
  try {
    return detectEngine(environment);
  } catch (error) {
    if (error instanceof PipelineError) return error;
    throw error;
  }
}

/** What the environment of this run says, really started. */
async function tryOwn(environment: NodeJS.ProcessEnv): Promise<{ readonly fault?: string[]; readonly found: string }> {
  const detected = detect(environment);
  if (detected instanceof PipelineError) return { found: detected.message };
  const engine = createEngine(detected.choice);
  try {
    const { name, build } = await engine.describe();
    const fault = name === detected.choice.engine ? {} : { fault: [`${detected.why}, but the engine is ${name}`] };
    return { ...fault, found: `${name} (${build}), since ${detected.why}` };
  } finally {
    await engine.dispose();
  }
}
